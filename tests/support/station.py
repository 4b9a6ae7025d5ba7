"""A radio on stores in memory, any of which a test may put another in place of."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.favourites import MemoryFavourites
from musicsim.adapters.memory.ids import SequentialIds
from musicsim.adapters.memory.plays import MemoryPlays
from musicsim.adapters.memory.radio_sessions import MemoryRadioSessions
from musicsim.adapters.memory.segments import MemorySegments
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import NotFound
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.play import PlayEvent
from musicsim.domain.model.radio import RadioOptions, RadioSession, Verdict
from musicsim.domain.model.radio_turn import RadioTurn, TurnWish
from musicsim.domain.model.seeds import Around, Gathered, GatheredSeed, SeedKind, SeedWish
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Attributes, Space, VectorEntry
from musicsim.domain.rules.text import fold
from musicsim.domain.use_cases.choose_on_radio import ChooseOnRadio
from musicsim.domain.use_cases.keep_radio import DEFAULT, StartRadio
from musicsim.domain.use_cases.narrow_search import NarrowSearch
from musicsim.domain.use_cases.play_radio import HearPlays, NextOnRadio
from tests.support.samples import DAY, a_track, an_analysis
from tests.support.vectors import crowd

ANNA = UserId("anna")
SPACE = Space("test@1", 16)


class Station:
    """Tracks by several artists, listened to and in the index, and a radio on them."""

    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.catalogue, self.analyses = MemoryCatalogue(self.database), MemoryAnalyses(self.database)
        self.segments = MemorySegments(self.database)
        self.index, self.sessions, self.clock = MemoryVectorIndex(), MemoryRadioSessions(), ManualClock(DAY)
        self.space, self.seeds_are_gone = SPACE, False
        self.favourites, self.plays = MemoryFavourites(self.database), MemoryPlays(self.database)
        self.vectors, self.ids = crowd(40, SPACE.dimension), SequentialIds("r")

    async def fill(self, count: int = 40) -> None:
        for number in range(count):
            await self.add(number, f"artist {number % 10}", self.vectors[number])

    async def add(self, number: int, artist: str, vector: np.ndarray, **about: Any) -> Track:
        """Its album is its own, unless told."""
        track = a_track(number, **({"artist": artist.title(), "album": f"Album {number}"} | about))
        await self.catalogue.save([track])
        await self.analyses.save(track, an_analysis(number), DAY)
        of = Attributes(artist=artist, album=fold(track.metadata.album), bpm=60 + number)
        await self.index.upsert(self.space, [VectorEntry(track.id, vector, of)])
        return track

    async def start(self, options: RadioOptions = DEFAULT) -> RadioSession:
        start = StartRadio(sessions=self.sessions, gather=self.gather, clock=self.clock, ids=self.ids)
        return await start(ANNA, [SeedWish(SeedKind.TRACK, "t00000")], options)

    async def gather(self, user: UserId, wishes: Sequence[SeedWish]) -> Gathered:
        if self.seeds_are_gone:
            raise NotFound("There is no such track.")
        found = [GatheredSeed(wish, f"Label of {wish.id}", 1) for wish in wishes]
        return Gathered(space=self.space, found=found, seeds=[], around=Around(vector=self.vectors[0]))

    @property
    def choose(self) -> ChooseOnRadio:
        narrow = NarrowSearch(favourites=self.favourites, plays=self.plays, clock=self.clock)
        return ChooseOnRadio(
            catalogue=self.catalogue,
            analyses=self.analyses,
            segments=self.segments,
            index=self.index,
            clock=self.clock,
            narrow=narrow,
            gather=self.gather,
        )

    async def turn(self, session: RadioSession, user: UserId = ANNA, **wish: Any) -> RadioTurn:
        self.clock.advance(1)
        play = NextOnRadio(
            sessions=self.sessions, catalogue=self.catalogue, clock=self.clock, choose=wish.pop("choose", self.choose)
        )
        return await play(user, session.id, TurnWish(**wish))

    async def next(self, session: RadioSession, user: UserId = ANNA) -> TrackId | None:
        turn = await self.turn(session, user)
        return turn.tracks[0].track.id if turn.tracks else None

    async def kept(self, session: RadioSession) -> RadioSession:
        found = await self.sessions.get(ANNA, session.id)
        assert found is not None
        return found

    async def judge(self, session: RadioSession, track: TrackId, verdict: Verdict) -> None:
        before = await self.kept(session)
        await self.sessions.save(before.judged(track, verdict, self.clock.now()))

    async def hear(self, *events: PlayEvent) -> None:
        await HearPlays(sessions=self.sessions, catalogue=self.catalogue, clock=self.clock)(ANNA, events)

    async def all(self, session: RadioSession) -> list[TrackId]:
        found = []
        while (one := await self.next(session)) is not None:
            found.append(one)
        return found
