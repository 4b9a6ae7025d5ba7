"""Looking for the pictures of albums, in memory."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.plays import MemoryPlays
from musicsim.domain.model.album_picture import ListedSearch
from musicsim.domain.model.identity import AlbumId, TrackId
from musicsim.domain.model.page import Page
from musicsim.domain.model.painting import AlbumFacts, ArtworkSearch, ArtworkState, Subject
from musicsim.domain.model.track import Track
from musicsim.domain.rules.album_pictures import subject_of
from musicsim.domain.rules.albums import album_of, part_of
from musicsim.domain.rules.artwork_lists import jobs_name, jobs_position
from musicsim.domain.rules.grouping import album_id
from musicsim.domain.rules.listing import recency
from musicsim.domain.rules.missing_artwork import is_due
from musicsim.domain.rules.paging import page_of
from musicsim.ports.artwork_searches import ArtworkSearches


class MemoryArtworkSearches(ArtworkSearches):
    """Keeps them in a MemoryDatabase, whose plays are `plays`."""

    def __init__(self, database: MemoryDatabase, plays: MemoryPlays) -> None:
        self._database = database
        self._plays = plays
        self._claims: dict[str, tuple[str, datetime]] = {}

    async def get(self, subject: Subject) -> ArtworkSearch | None:
        return self._rows().get(subject.id)

    async def due(self, now: datetime, limit: int) -> Sequence[ArtworkSearch]:
        due = [row for row in self._rows().values() if is_due(row, now) and self._is_free(row.album, now)]
        waiting = [row for row in due if row.state is ArtworkState.WAITING]
        again = [row for row in due if row.state is not ArtworkState.WAITING]
        waiting.sort(key=lambda row: (recency(row.changed_at or now), row.album))
        again.sort(key=lambda row: (row.next_try or now, row.album))
        return [*waiting, *again][:limit]

    async def played(self, limit: int) -> Sequence[AlbumFacts]:
        rows = self._rows()
        found: dict[str, AlbumFacts] = {}
        for play in self._plays.latest(limit):
            track = self._database.rows[play.track].track
            if track.listenable:
                facts = replace(_facts(track), last_played=play.started_at)
                found.setdefault(facts.album, replace(facts, search=rows.get(facts.album)))
        return list(found.values())

    async def untried(self, limit: int, after: str | None = None) -> Page[AlbumFacts]:
        rows = self._rows()
        heard = {subject_of(track): track.added_at for track in self._heard()}
        newest: dict[Subject, datetime] = {}
        for row in self._database.present():
            if (subject := subject_of(row.track)) in heard and subject.id not in rows:
                newest[subject] = max(newest.get(subject, row.track.added_at), row.track.added_at)
        placed = sorted((subject.alone, recency(at), subject.id, at) for subject, at in newest.items())
        behind = [one for one in placed if after is None or list(one[:3]) > json.loads(after)]
        page = [AlbumFacts(album=id_, alone=alone, added_at=at) for alone, _, id_, at in behind[:limit]]
        return Page(page, json.dumps(behind[limit - 1][:3]) if len(behind) > limit else None)

    async def claim(self, subject: Subject, token: str, now: datetime, until: datetime) -> ArtworkSearch | None:
        fresh = ArtworkSearch(album=subject.id, alone=subject.alone, changed_at=now)
        row = self._rows().get(subject.id, fresh)
        if not is_due(row, now) or not self._is_free(subject.id, now):
            return None
        self._rows()[subject.id] = row
        self._claims[subject.id] = token, until
        return row

    async def settle(self, token: str, search: ArtworkSearch) -> bool:
        rows = self._rows()
        if self._claims.get(search.album, ("",))[0] != token:
            return False
        del self._claims[search.album]
        rows[search.album] = search
        return True

    async def release(self, subject: Subject, token: str) -> None:
        self._database.check()
        if self._claims.get(subject.id, ("",))[0] == token:
            del self._claims[subject.id]

    async def put(self, search: ArtworkSearch) -> None:
        self._rows()[search.album] = search
        self._claims.pop(search.album, None)

    async def look_again(self, now: datetime) -> int:
        rows = self._rows()
        idle = [row for row in rows.values() if not row.image and self._is_free(row.album, now)]
        again = [row for row in idle if row.state is not ArtworkState.WAITING]
        for row in again:
            rows[row.album] = replace(row, state=ArtworkState.WAITING, attempts=0, next_try=None)
        return len(again)

    async def page(self, states: Collection[ArtworkState], limit: int, cursor: str | None = None) -> Page[ListedSearch]:
        after = jobs_position(states, cursor)
        rows = [row for row in self._rows().values() if not states or row.state in states]
        placed = [(recency(row.changed_at), row.album, self._listed(row)) for row in rows if row.changed_at]
        return page_of(placed, jobs_name(states), after, limit, reverse=False)

    def _rows(self) -> dict[str, ArtworkSearch]:
        self._database.check()
        return self._database.artwork_searches

    def _is_free(self, album: str, now: datetime) -> bool:
        return album not in self._claims or self._claims[album][1] <= now

    def _heard(self) -> Iterator[Track]:
        return (row.track for row in self._database.present() if row.track.listenable)

    def _listed(self, row: ArtworkSearch) -> ListedSearch:
        if row.alone:
            one = self._database.rows.get(TrackId(row.album))
            about = one.track.metadata if one else None
            return (
                ListedSearch(search=row, name=about.title, artist=about.artist) if about else ListedSearch(search=row)
            )
        parts = [part_of(one.track) for one in self._database.present() if album_id(one.track) == row.album]
        if not parts:
            return ListedSearch(search=row)
        album = album_of(AlbumId(row.album), parts)
        return ListedSearch(search=row, name=album.name, artist=album.artist)


def _facts(track: Track) -> AlbumFacts:
    subject = subject_of(track)
    return AlbumFacts(album=subject.id, alone=subject.alone, added_at=track.added_at)
