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
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import LIBRARY, Filter, Neighbour, Space
from musicsim.domain.rules.radio import (
    REACH,
    choose,
    exhausted,
    full_artists,
    judgements_of,
    questions,
    remembered,
    wishes_of,
)
from musicsim.domain.rules.taste import Judgement
from musicsim.domain.rules.text import fold
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.vector_index import VectorIndex

Gather = Callable[[UserId, Sequence[SeedWish]], Awaitable[Gathered]]
"""Finds seeds in the library, and makes one question of them."""

Narrow = Callable[[UserId, Narrowing], Awaitable[Filter]]
"""Completes a filter by what a person likes and has heard."""

_NOWHERE = np.zeros(0, np.float32)  # where a track lies that was played does not matter any more


@dataclass(frozen=True, kw_only=True)
class _Memory:
    """What is known of a session's plays, latest last, and what may be played at all."""

    vectors: Mapping[str, Vector]
    played: Sequence[RadioCandidate]
    where: Filter

    def after(self, chosen: RadioCandidate) -> "_Memory":
        return replace(self, vectors={**self.vectors, chosen.id: chosen.vector}, played=[*self.played, chosen])

    def heard(self, session: RadioSession) -> list[Vector]:
        return [self.vectors[one] for one in remembered(session) if one in self.vectors]


@dataclass(frozen=True, kw_only=True)
class ChooseOnRadio:
    """Let a session play on."""

    catalogue: Catalogue
    index: VectorIndex
    clock: Clock
    narrow: Narrow
    gather: Gather

    async def __call__(self, session: RadioSession, count: int) -> RadioSession:
        """The session with `count` more plays, none of a track that it played before. Nothing is kept yet.

        With fewer, and over, when there is nothing left. The same as asking for one at a time would give.
        """
        session = await self._settled(session)
        memory = await self._remember(session)
        for _ in range(count):
            chosen = None if exhausted(session) else await self._next(session, memory)
            if chosen is None:
                return session if session.ended else session.over(self.clock.now())
            session, memory = session.playing(chosen.id, self.clock.now()), memory.after(chosen)
        return session

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
        vectors, played, where = await asyncio.gather(
            self.index.vectors(_space(session), remembered(session)),
            self._played(session),
            self.narrow(session.user, session.options.narrowing),
        )
        return _Memory(vectors=vectors, played=[_known(track) for track in played], where=where)

    async def _played(self, session: RadioSession) -> list[Track]:
        """The last plays, as many as the gaps ask for; all of them where artists are counted."""
        options = session.options
        reach = len(session.plays) if options.per_artist else max(options.artist_gap, options.album_gap)
        plays = session.plays[-reach:] if reach else ()
        return await self.catalogue.get_many([play.track for play in plays])

    async def _next(self, session: RadioSession, memory: _Memory) -> RadioCandidate | None:
        """First among artists who have been away for long enough, then, when these are exhausted, among all."""
        judgements = judgements_of(session, memory.vectors)
        wanted = _still_wanted(session, memory)
        rested = replace(wanted, exclude_artists=wanted.exclude_artists | _tired(session, memory))
        for where in [rested, wanted] if rested != wanted else [rested]:
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
            chosen = await asyncio.to_thread(
                choose, session, judgements, candidates, memory.played, memory.heard(session)
            )
            if chosen is not None:
                return chosen
            where = replace(where, exclude_ids=where.exclude_ids | {one.id for one in near})
        return None

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
    where, artists = memory.where, {one.id: one.artist for one in memory.played}
    return replace(
        where,
        exclude_ids=where.exclude_ids | {play.track for play in session.plays},
        exclude_artists=where.exclude_artists | full_artists(session, artists),
    )


def _tired(session: RadioSession, memory: _Memory) -> frozenset[str]:
    """Artists who were played a moment ago."""
    gap = session.options.artist_gap
    return frozenset(one.artist for one in memory.played[-gap:] if one.artist) if gap else frozenset()


def _known(track: Track) -> RadioCandidate:
    return RadioCandidate(track.id, _NOWHERE, fold(track.metadata.artist), fold(track.metadata.album))
