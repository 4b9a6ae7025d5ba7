"""A radio that goes on until there is nothing left."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from musicsim.domain.errors import NotFound
from musicsim.domain.model.analysis import Embedding, Vector
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.radio import Origin, RadioCandidate, RadioId, RadioOptions, RadioSession, Verdict
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Filter, Neighbour, Space
from musicsim.domain.rules.radio import (
    REACH,
    choose,
    exhausted,
    full_artists,
    judgements_of,
    questions,
    remembered,
)
from musicsim.domain.rules.taste import Judgement
from musicsim.domain.rules.text import fold
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.radio_sessions import RadioSessions
from musicsim.ports.vector_index import VectorIndex

DEFAULT = RadioOptions()

_NOWHERE = np.zeros(0, np.float32)  # where a track lies that was played does not matter any more


@dataclass(frozen=True, kw_only=True)
class StartRadio:
    """Begin a session where a blend of seeds points to."""

    sessions: RadioSessions
    clock: Clock
    ids: Ids

    async def __call__(
        self, user: UserId, origins: Sequence[Origin], start: Embedding, options: RadioOptions = DEFAULT
    ) -> RadioSession:
        """The session, kept. `start` is the blended query (see rules.alchemy) with its space."""
        now, new = self.clock.now(), self.ids.new()
        number = int.from_bytes(hashlib.sha256(new.encode()).digest()[:8])
        session = RadioSession(
            id=RadioId(new),
            user=user,
            origins=tuple(origins),
            start=start,
            started_at=now,
            changed_at=now,
            number=number,
            options=options,
        )
        await self.sessions.save(session)
        return session


@dataclass(frozen=True, kw_only=True)
class JudgeRadio:
    """Tell a session what became of a track that it played."""

    sessions: RadioSessions
    clock: Clock

    async def __call__(self, user: UserId, session_id: RadioId, track: TrackId, verdict: Verdict) -> RadioSession:
        """The session with the verdict. NotFound for a session or a play that there is not; Conflict as for `save`."""
        session = await _found(self.sessions, user, session_id)
        judged = session.judged(track, verdict, self.clock.now())
        await self.sessions.save(judged)
        return judged


@dataclass(frozen=True, kw_only=True)
class _Memory:
    """What a session remembers of its plays, and what may still come."""

    judgements: Sequence[Judgement]
    heard: Sequence[Vector]
    recent: Sequence[RadioCandidate]
    where: Filter


@dataclass(frozen=True, kw_only=True)
class NextOnRadio:
    """The next track of a session."""

    sessions: RadioSessions
    catalogue: Catalogue
    index: VectorIndex
    clock: Clock

    async def __call__(self, user: UserId, session_id: RadioId) -> Track | None:
        """A track that the session has not played yet, or None: it is over, now and from now on.

        NotFound for a session that there is not; Conflict when another call changed it meanwhile.
        """
        session = await _found(self.sessions, user, session_id)
        track = None if exhausted(session) else await self._next(session)
        if track is not None:
            await self.sessions.save(session.playing(track.id, self.clock.now()))
        elif not session.ended:
            await self.sessions.save(session.over(self.clock.now()))
        return track

    async def _next(self, session: RadioSession) -> Track | None:
        """First among artists who have been away for long enough, then, when these are exhausted, among all."""
        space = Space(session.start.space, len(session.start.vector))
        memory = await self._remember(session, space)
        rested = replace(memory.where, exclude_artists=memory.where.exclude_artists | _tired(session, memory.recent))
        for where in [rested, memory.where] if rested != memory.where else [rested]:
            found = await self._among(session, space, memory, where)
            if found is not None:
                return found
        return None

    async def _remember(self, session: RadioSession, space: Space) -> _Memory:
        vectors = await self.index.vectors(space, remembered(session))
        played = await self._played(session)
        return _Memory(
            judgements=judgements_of(session, vectors),
            heard=list(vectors.values()),
            recent=[_known(track) for track in played],
            where=_still_wanted(session, played),
        )

    async def _among(self, session: RadioSession, space: Space, memory: _Memory, where: Filter) -> Track | None:
        """Ask again where the index names only tracks that are gone, or were heard; it names none twice."""
        while near := await self._near(space, questions(session, memory.judgements), where):
            tracks = await self._listenable(near)
            candidates = await self._candidates(space, tracks)
            chosen = await asyncio.to_thread(
                choose, session, memory.judgements, candidates, memory.recent, memory.heard
            )
            if chosen is not None:
                return next(track for track in tracks if track.id == chosen.id)
            where = replace(where, exclude_ids=where.exclude_ids | {one.id for one in near})
        return None

    async def _near(self, space: Space, asked: Sequence[Vector], where: Filter) -> list[Neighbour]:
        """Candidates around each, all at once, each id once."""
        reach = REACH // len(asked)
        found = await asyncio.gather(*(self.index.nearest(space, vector, reach, where) for vector in asked))
        return list({one.id: one for near in found for one in near}.values())

    async def _played(self, session: RadioSession) -> list[Track]:
        """The last plays, as many as the gaps ask for; all of them where artists are counted."""
        options = session.options
        reach = len(session.plays) if options.per_artist else max(options.artist_gap, options.album_gap)
        plays = session.plays[-reach:] if reach else ()
        return await self.catalogue.get_many([play.track for play in plays])

    async def _listenable(self, near: Sequence[Neighbour]) -> list[Track]:
        tracks = await self.catalogue.get_many([TrackId(one.id) for one in near])
        return [track for track in tracks if track.listenable]

    async def _candidates(self, space: Space, tracks: Sequence[Track]) -> list[RadioCandidate]:
        vectors = await self.index.vectors(space, [track.id for track in tracks])
        return [replace(_known(track), vector=vectors[track.id]) for track in tracks if track.id in vectors]


def _still_wanted(session: RadioSession, played: Sequence[Track]) -> Filter:
    where, artists = session.options.where, {track.id: fold(track.metadata.artist) for track in played}
    return replace(
        where,
        exclude_ids=where.exclude_ids | {play.track for play in session.plays},
        exclude_artists=where.exclude_artists | full_artists(session, artists),
    )


def _tired(session: RadioSession, recent: Sequence[RadioCandidate]) -> frozenset[str]:
    """Artists who were played a moment ago."""
    gap = session.options.artist_gap
    return frozenset(one.artist for one in recent[-gap:] if one.artist) if gap else frozenset()


def _known(track: Track) -> RadioCandidate:
    return RadioCandidate(track.id, _NOWHERE, fold(track.metadata.artist), fold(track.metadata.album))


async def _found(sessions: RadioSessions, user: UserId, session_id: RadioId) -> RadioSession:
    session = await sessions.get(user, session_id)
    if session is None:
        raise NotFound.of("radio session", session_id)
    return session
