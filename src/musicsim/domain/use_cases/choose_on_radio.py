"""What comes next in a radio session."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.analysis import Embedding, Vector
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.narrowing import Narrowing
from musicsim.domain.model.radio import RadioCandidate, RadioSession
from musicsim.domain.model.seeds import Gathered, SeedWish
from musicsim.domain.model.similarity import Sound
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import LIBRARY, Filter, Neighbour, Space
from musicsim.domain.rules.grouping import album_id
from musicsim.domain.rules.radio import (
    MEMORY,
    REACH,
    choices,
    exhausted,
    full_artists,
    judgements_of,
    questions,
    remembered,
    where_rested,
    wishes_of,
)
from musicsim.domain.rules.radio_copies import first_unheard
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.taste import Judgement
from musicsim.domain.rules.text import fold
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

Gather = Callable[[UserId, Sequence[SeedWish]], Awaitable[Gathered]]
"""Finds seeds in the library, and makes one question of them."""

Narrow = Callable[[UserId, Narrowing], Awaitable[Filter]]
"""Completes a filter by what a person likes and has heard."""

_MOST = 0.5  # of the library: an index that holds less has lost something, rather than being a moment behind
_NOWHERE = np.zeros(0, np.float32)  # until it is looked up


@dataclass(frozen=True, kw_only=True)
class _Memory:
    """What is known of a session's plays, latest last, and what may be played at all."""

    vectors: Mapping[str, Vector]
    played: Sequence[RadioCandidate]
    artists: Mapping[TrackId, str]
    where: Filter

    def after(self, chosen: RadioCandidate) -> "_Memory":
        return replace(
            self,
            vectors={**self.vectors, chosen.id: chosen.vector},
            played=[*self.played, chosen],
            artists={**self.artists, chosen.id: chosen.artist},
        )

    def heard(self) -> list[RadioCandidate]:
        """The last plays whose vectors are known."""
        last = self.played[-MEMORY:]
        return [replace(one, vector=self.vectors[one.id]) for one in last if one.id in self.vectors]


@dataclass(frozen=True, kw_only=True)
class ChooseOnRadio:
    """Let a session play on."""

    catalogue: Catalogue
    analyses: Analyses
    segments: SegmentStore
    index: VectorIndex
    clock: Clock
    narrow: Narrow
    gather: Gather

    async def __call__(self, session: RadioSession, count: int) -> RadioSession:
        """The session with `count` more plays, none of a track that it played before. Nothing is kept yet.

        With fewer, and over, when there is nothing left. The same as asking for one at a time would give. Conflict
        while the index is made anew.
        """
        session = await self._settled(session)
        memory = await self._remember(session)
        for _ in range(count):
            chosen = None if exhausted(session) else await self._next(session, memory)
            if chosen is None:
                await self._check_index(session)
                return session if session.ended else session.over(self.clock.now())
            session, memory = session.playing(chosen.id, self.clock.now()), memory.after(chosen)
        return session

    async def _check_index(self, session: RadioSession) -> None:
        """An index that has lost what it held cannot say that all of it was played."""
        answering = await self.index.answering(LIBRARY)
        if answering is not None and answering.name != session.start.space:
            return
        held, counts = await asyncio.gather(self.index.count(_space(session)), self.catalogue.counts())
        if held < _MOST * counts.analysed:
            raise Conflict("The index of what sounds alike is being made anew: ask again in a while.")

    async def _settled(self, session: RadioSession) -> RadioSession:
        """In the space that answers: since the session began, another model may have taken over, and its space gone."""
        space = await self.index.answering(LIBRARY)
        if space is None or space.name == session.start.space:
            return session
        try:
            gathered = await self.gather(session.user, wishes_of(session))
        except (NotFound, Conflict, Invalid):  # of its seeds there is nothing to be found any more
            return session
        return session.moved(Embedding(gathered.space.name, gathered.around.vector))

    async def _remember(self, session: RadioSession) -> _Memory:
        vectors, played, artists, where = await asyncio.gather(
            self.index.vectors(_space(session), remembered(session)),
            self.catalogue.get_many(remembered(session)),
            self._artists(session),
            self.narrow(session.user, session.options.narrowing),
        )
        known = [_known(track) for track in played]
        return _Memory(
            vectors=vectors, played=known, artists={**artists, **{one.id: one.artist for one in known}}, where=where
        )

    async def _artists(self, session: RadioSession) -> Mapping[TrackId, str]:
        """Of all plays, where they are counted."""
        counted = session.options.per_artist is not None
        return await self.catalogue.artists_of([play.track for play in session.plays]) if counted else {}

    async def _next(self, session: RadioSession, memory: _Memory) -> RadioCandidate | None:
        """First among artists and albums that have been away for long enough, then, when there are none, among all."""
        judgements = judgements_of(session, memory.vectors)
        for where in where_rested(session, memory.played, _still_wanted(session, memory)):
            found = await self._among(session, memory, judgements, where)
            if found is not None:
                return found
        return None

    async def _among(
        self, session: RadioSession, memory: _Memory, judgements: Sequence[Judgement], where: Filter
    ) -> RadioCandidate | None:
        """Ask again where the index names only tracks that are gone, or were heard; it names none twice."""
        while near := await self._near(session, judgements, where):
            candidates = await self._candidates(_space(session), near)
            found = await asyncio.to_thread(choices, session, judgements, candidates, memory.played)
            chosen = await first_unheard(found, memory.heard(), self._listen)
            if chosen is not None:
                return chosen
            where = replace(where, exclude_ids=where.exclude_ids | {one.id for one in near})
        return None

    async def _listen(self, tracks: Mapping[str, RadioCandidate]) -> Mapping[str, Sound]:
        ids = [TrackId(one) for one in tracks]
        found, prints = await asyncio.gather(self.analyses.get_many(ids), self.segments.prints(ids))
        return {one: sound_of(analysis, tracks[one].vector, prints.get(one)) for one, analysis in found.items()}

    async def _near(self, session: RadioSession, judgements: Sequence[Judgement], where: Filter) -> list[Neighbour]:
        """Candidates around where it began and what pleased, all at once, each id once."""
        asked = questions(session, judgements)
        reach = REACH // len(asked)
        found = await asyncio.gather(*(self.index.nearest(_space(session), vector, reach, where) for vector in asked))
        return list({one.id: one for near in found for one in near}.values())

    async def _candidates(self, space: Space, near: Sequence[Neighbour]) -> list[RadioCandidate]:
        """Those that can be listened to."""
        ids = [TrackId(one.id) for one in near]
        tracks, vectors = await asyncio.gather(self.catalogue.get_many(ids), self.index.vectors(space, ids))
        return [
            replace(_known(track), vector=vectors[track.id])
            for track in tracks
            if track.listenable and track.id in vectors
        ]


def _space(session: RadioSession) -> Space:
    return Space(session.start.space, len(session.start.vector))


def _still_wanted(session: RadioSession, memory: _Memory) -> Filter:
    where = memory.where
    return replace(
        where,
        exclude_ids=where.exclude_ids | {play.track for play in session.plays},
        exclude_artists=where.exclude_artists | full_artists(session, memory.artists),
    )


def _known(track: Track) -> RadioCandidate:
    about = track.metadata
    return RadioCandidate(
        track.id,
        _NOWHERE,
        artist=fold(about.artist),
        album=album_id(track) or "",
        album_name=fold(about.album),
        duration=about.duration,
    )
