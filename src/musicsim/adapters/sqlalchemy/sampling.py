"""Tracks drawn at random, without reading all of them."""

import random
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, select

from musicsim.adapters.sqlalchemy.searching import FEW, count_up_to, narrowest, statement
from musicsim.adapters.sqlalchemy.tables import PRESENT, tracks
from musicsim.domain.model.browse import TrackOrder, TrackQuery

_PLACES = 4
_LARGEST = 2**63 - 1
_chance = random.Random()


def sample(connection: Connection, query: TrackQuery) -> list[str]:
    """The ids of at most `query.limit` tracks that fit, in an order of chance.

    Where few fit it is drawn among all of these. Else from a few places of the shuffled order on, at each among more
    tracks than are wanted: a track that has a large gap before it is met more often, which so many even out.
    """
    few = narrowest(connection, _in_no_order(query))
    few = _all_if_few(connection) if few is None else few
    if few is not None:
        found = set(connection.scalars(statement(query, few, [tracks.c.id])))
    else:
        found = _from_places_on(connection, query)
    return _chance.sample(sorted(found), min(query.limit, len(found)))


def _all_if_few(connection: Connection) -> Select[Any] | None:
    everything = select(tracks.c.id).where(PRESENT)
    return everything if count_up_to(FEW + 1, connection, everything) <= FEW else None


def _in_no_order(query: TrackQuery) -> TrackQuery:
    """In one that no condition goes with, which would be read in that order then."""
    return replace(query, order=TrackOrder.ADDED)


def _from_places_on(connection: Connection, query: TrackQuery) -> set[str]:
    """Many in a row from each of a few places on, round the end of the order if need be."""
    found: set[str] = set()
    wanted = max(query.limit, 50)
    for _ in range(_PLACES):
        place = _chance.randrange(_LARGEST)
        here = set(connection.scalars(stretch(query, place, wanted)))
        if len(here) < wanted:
            here |= set(connection.scalars(stretch(query, 0, wanted)))
        found |= here
        if len(here) < wanted:  # all that fit
            break
    return found


def stretch(query: TrackQuery, place: int, wanted: int) -> Select[Any]:
    """The ids of tracks that fit, from a place of the shuffled order on."""
    behind = statement(_in_no_order(query), shown=[tracks.c.id]).where(tracks.c.shuffle >= place)
    return behind.order_by(tracks.c.shuffle, tracks.c.id).limit(wanted)
