"""What is known of tracks in outside catalogues, in a relational database."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, tuple_

from musicsim.adapters.sqlalchemy.beyond_tables import counterparts, outside_tracks
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.storable import storables
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_row
from musicsim.domain.model.beyond import ExternalId, ExternalTrack
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outside_track import Counterpart, Described, OurOwn
from musicsim.ports.outside_tracks import OutsideTracks

_TEXTS = ("artist", "album", "cover", "link", "isrc")


class SqlOutsideTracks(OutsideTracks):
    """A row a description, and a row for what one of ours is in one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def described(self, ids: Collection[ExternalId]) -> Mapping[ExternalId, Described]:
        t = outside_tracks.c

        def found(connection: Connection) -> dict[ExternalId, Described]:
            known: dict[ExternalId, Described] = {}
            for catalogue, run in _runs(ids):
                wanted = select(outside_tracks).where(t.catalogue == catalogue, t.id.in_(run))
                known |= {ExternalId(catalogue, row.id): _described(row) for row in connection.execute(wanted)}
            return known

        return await self._database.snapshot(found) if ids else {}

    async def describe(self, track: ExternalId, what: Described) -> None:
        about = what.track
        row = {"catalogue": track.catalogue, "id": track.id, "asked_at": what.asked_at}
        row |= {name: getattr(about, name) if about else "" for name in _TEXTS}
        row |= {"title": about.title if about else None, "duration": about.duration if about else None}
        await self._database.write(lambda c: write_row(c, replace_into(c, outside_tracks), row))

    async def counterparts(self, track: TrackId) -> Mapping[str, Counterpart]:
        rows = await self._database.rows(select(counterparts).where(counterparts.c.track_id == track))
        return {row.catalogue: _counterpart(row) for row in rows}

    async def match(self, track: TrackId, what: Counterpart) -> None:
        row = {
            "track_id": track,
            "catalogue": what.catalogue,
            "outside_id": what.external.id if what.external is not None else None,
            "sought": what.sought,
            "asked_at": what.asked_at,
        }
        await self._database.write(lambda c: write_row(c, replace_into(c, counterparts), row))

    async def ours(self, ids: Collection[ExternalId]) -> Mapping[ExternalId, Sequence[OurOwn]]:
        c = counterparts.c

        def found(connection: Connection) -> dict[ExternalId, list[OurOwn]]:
            known: dict[ExternalId, list[OurOwn]] = defaultdict(list)
            for catalogue, run in _runs(ids):
                wanted = select(c.outside_id, c.track_id, c.sought).where(
                    c.catalogue == catalogue, c.outside_id.in_(run)
                )
                for outside, track, sought in connection.execute(wanted.order_by(c.track_id)):
                    known[ExternalId(catalogue, outside)].append(OurOwn(TrackId(track), sought))
            return dict(known)

        return await self._database.snapshot(found) if ids else {}

    async def forget(self, before: datetime, most: int) -> int:
        t = outside_tracks.c
        old = select(t.catalogue, t.id).where(t.asked_at < before).order_by(t.asked_at).limit(most)

        def drop(connection: Connection) -> int:
            keys = [tuple(row) for row in connection.execute(old)]
            for run in chunks(keys):
                connection.execute(delete(outside_tracks).where(tuple_(t.catalogue, t.id).in_(run)))
            return len(keys)

        return await self._database.write(drop)


def _runs(ids: Collection[ExternalId]) -> Iterable[tuple[str, Collection[str]]]:
    by_catalogue: dict[str, list[str]] = defaultdict(list)
    for one in ids:
        by_catalogue[one.catalogue].append(one.id)
    return [(catalogue, run) for catalogue, all_ids in by_catalogue.items() for run in chunks(storables(all_ids))]


def _described(row: Row[Any]) -> Described:
    if row.title is None:
        return Described(None, row.asked_at)
    texts = {name: getattr(row, name) for name in _TEXTS}
    external = ExternalId(row.catalogue, row.id)
    return Described(ExternalTrack(id=external, title=row.title, duration=row.duration, **texts), row.asked_at)


def _counterpart(row: Row[Any]) -> Counterpart:
    return Counterpart(
        catalogue=row.catalogue,
        external=ExternalId(row.catalogue, row.outside_id) if row.outside_id is not None else None,
        sought=row.sought,
        asked_at=row.asked_at,
    )
