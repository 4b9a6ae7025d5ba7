"""A radio on stores in memory."""

from collections import Counter

import numpy as np
import pytest

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.adapters.memory.catalogue import MemoryCatalogue
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.ids import SequentialIds
from musicsim.adapters.memory.radio_sessions import MemoryRadioSessions
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.radio import Origin, RadioOptions, RadioSession, Verdict
from musicsim.domain.model.vectors import Attributes, Filter, Space, Span, VectorEntry
from musicsim.domain.use_cases.play_radio import DEFAULT, JudgeRadio, NextOnRadio, StartRadio
from tests.support.samples import DAY, a_track, an_analysis
from tests.support.vectors import crowd

ANNA, BELA = UserId("anna"), UserId("bela")
SPACE = Space("test@1", 16)


class Station:
    """Tracks by several artists, listened to and in the index, and a radio on them."""

    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.catalogue, self.analyses = MemoryCatalogue(self.database), MemoryAnalyses(self.database)
        self.index, self.sessions, self.clock = MemoryVectorIndex(), MemoryRadioSessions(), ManualClock(DAY)
        self.vectors = crowd(40, SPACE.dimension)

    async def fill(self, count: int = 40) -> None:
        for number in range(count):
            await self.add(number, f"artist {number % 10}", self.vectors[number])

    async def add(self, number: int, artist: str, vector: np.ndarray) -> None:
        track = a_track(number, artist=artist.title(), album=f"Album {number}")
        await self.catalogue.save([track])
        await self.analyses.save(track, an_analysis(number), DAY)
        of = Attributes(artist=artist, bpm=60 + number)
        await self.index.upsert(SPACE, [VectorEntry(track.id, vector, of)])

    async def start(self, options: RadioOptions = DEFAULT) -> RadioSession:
        start = StartRadio(sessions=self.sessions, clock=self.clock, ids=SequentialIds("r"))
        return await start(ANNA, [Origin("track:t00000")], Embedding(SPACE.name, self.vectors[0]), options)

    async def next(self, session: RadioSession, user: UserId = ANNA) -> TrackId | None:
        self.clock.advance(1)
        play = NextOnRadio(sessions=self.sessions, catalogue=self.catalogue, index=self.index, clock=self.clock)
        track = await play(user, session.id)
        return track.id if track else None

    async def judge(self, session: RadioSession, track: TrackId, verdict: Verdict) -> None:
        await JudgeRadio(sessions=self.sessions, clock=self.clock)(ANNA, session.id, track, verdict)

    async def all(self, session: RadioSession) -> list[TrackId]:
        found = []
        while (one := await self.next(session)) is not None:
            found.append(one)
        return found


@pytest.fixture
async def station() -> Station:
    made = Station()
    await made.fill()
    return made


async def test_it_plays_everything_once_and_ends(station: Station):
    session = await station.start()
    found = await station.all(session)
    assert sorted(found) == sorted(row.track.id for row in station.database.rows.values())
    kept = await station.sessions.get(ANNA, session.id)
    assert kept is not None
    assert kept.ended
    assert [play.track for play in kept.plays] == found
    await station.fill(1)
    assert await station.next(session) is None  # over is over


async def test_artists_keep_their_distance(station: Station):
    session = await station.start(RadioOptions(artist_gap=4))
    found = [int(one[1:]) % 10 for one in (await station.all(session))[:25]]
    assert all(len(set(found[place : place + 5])) == 5 for place in range(20))


async def test_an_artist_of_hundreds_does_not_crowd_others_out():
    """Though all that sounds alike is by one: others are looked for, not hoped for among the nearest."""
    station = Station()
    others = 225
    noise = 0.2 * np.random.default_rng(1).standard_normal((others + 5, SPACE.dimension))
    for number, near in enumerate(station.vectors[0] + noise):
        vector = near if number < others else station.vectors[number - others + 1]
        await station.add(number, "many" if number < others else f"other {number}", vector)
    session = await station.start(RadioOptions(artist_gap=1))
    found = [await station.next(session) for _ in range(10)]
    by_many = [int(one[1:]) < others for one in found if one]
    assert by_many == [True, False] * 5 or by_many == [False, True] * 5


async def test_caps_and_filters_hold(station: Station):
    where = Filter(bpm=Span(70, 200))
    session = await station.start(RadioOptions(per_artist=2, where=where))
    found = [int(one[1:]) for one in await station.all(session)]
    assert min(found) >= 10
    assert set(Counter(number % 10 for number in found).values()) == {2}


async def test_tracks_that_are_gone_are_passed_over(station: Station):
    session = await station.start()
    await station.catalogue.mark_missing([TrackId(f"t{number:05d}") for number in range(39)], DAY)
    assert await station.all(session) == ["t00039"]


async def test_verdicts_move_it(station: Station):
    """After the same tracks, a like and a skip lead to different places."""
    ways = []
    for verdict in (Verdict.LIKED, Verdict.SKIPPED):
        session = await station.start(RadioOptions(exploration=0))
        await station.next(session)  # where it began
        other = await station.next(session)
        assert other is not None
        await station.judge(session, other, verdict)
        vector = station.vectors[int(other[1:])]
        nearness = [station.vectors[int((await station.next(session) or "t0")[1:])] @ vector for _ in range(8)]
        ways.append(np.mean(nearness))
        await station.sessions.forget(ANNA)
    assert ways[0] > ways[1]


async def test_it_goes_on_after_a_restart_as_it_would_have(station: Station):
    session = await station.start()
    for _ in range(5):
        await station.next(session)
    kept = dict(station.sessions.kept)
    expected = [await station.next(session) for _ in range(5)]
    station.sessions = MemoryRadioSessions(kept=kept)
    assert [await station.next(session) for _ in range(5)] == expected


async def test_a_library_of_one_track():
    station = Station()
    await station.fill(1)
    assert await station.all(await station.start()) == ["t00000"]


async def test_others_do_not_know_of_it(station: Station):
    session = await station.start()
    with pytest.raises(NotFound):
        await station.next(session, BELA)
    with pytest.raises(NotFound):
        await station.judge(session, TrackId("t00001"), Verdict.LIKED)  # not played


async def test_an_outage_ends_nothing(station: Station):
    session = await station.start()
    station.index.reachable = False
    with pytest.raises(Unavailable):
        await station.next(session)
    station.index.reachable = True
    assert await station.next(session) is not None
