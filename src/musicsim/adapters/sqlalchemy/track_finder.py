"""Tracks by key and title, in a relational database."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.storable import storables
from musicsim.adapters.sqlalchemy.tables import IDENTIFIED, PRESENT, tracks
from musicsim.adapters.sqlalchemy.track_rows import TRACK, track_of
from musicsim.domain.model.track import Track
from musicsim.ports.track_finder import TrackFinder

AT_KEYS: Select[Any] = select(*TRACK).where(among(tracks.c.key), PRESENT)
"""The present tracks with the keys in "names"."""

TITLED: Select[Any] = select(*TRACK, tracks.c.title_sort).where(among(tracks.c.title_sort), PRESENT)
"""The present tracks with the folded titles in "names"."""

_PLACED = select(
    tracks.c.id, func.row_number().over(partition_by=tracks.c.title_sort, order_by=tracks.c.id).label("place")
)
_FIRST = _PLACED.where(among(tracks.c.title_sort), PRESENT).subquery("placed")
FIRST_TITLED: Select[Any] = (
    select(*TRACK, tracks.c.title_sort)
    .join(_FIRST, _FIRST.c.id == tracks.c.id)
    .where(_FIRST.c.place <= bindparam("most"))
)
"""The first "most" of these of each title."""

IDENTIFIED_BY: Select[Any] = select(*TRACK).where(among(tracks.c.isrc), IDENTIFIED)
"""The present tracks with the ISRCs in "names"."""


class SqlTrackFinder(TrackFinder):
    """Finds tracks in the tables of a Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def at_keys(self, keys: Collection[str]) -> Mapping[str, Track]:
        wanted = storables(keys)

        def found(connection: Connection) -> dict[str, Track]:
            runs = (connection.execute(AT_KEYS, {"names": chunk}).all() for chunk in chunks(wanted))
            return {row.key: track_of(row) for rows in runs for row in rows}

        return await self._database.look_up(wanted, found)

    async def titled(self, titles: Collection[str], most: int | None = None) -> Mapping[str, Sequence[Track]]:
        wanted = storables(titles)
        which, bound = (TITLED, {}) if most is None else (FIRST_TITLED, {"most": most})

        def found(connection: Connection) -> dict[str, list[Track]]:
            by_title: dict[str, list[Track]] = {}
            for chunk in chunks(wanted):
                for row in connection.execute(which.order_by(tracks.c.id), {"names": chunk, **bound}):
                    by_title.setdefault(row.title_sort, []).append(track_of(row))
            return by_title

        return await self._database.look_up(wanted, found)

    async def identified(self, codes: Collection[str]) -> Mapping[str, Track]:
        wanted = storables(codes)

        def found(connection: Connection) -> dict[str, Track]:
            runs = (connection.execute(IDENTIFIED_BY.order_by(tracks.c.id), {"names": run}) for run in chunks(wanted))
            by_code: dict[str, Track] = {}
            for row in (row for rows in runs for row in rows.all()):
                track = track_of(row)
                by_code.setdefault(track.metadata.isrc, track)
            return by_code

        return await self._database.look_up(wanted, found)
