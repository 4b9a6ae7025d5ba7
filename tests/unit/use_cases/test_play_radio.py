"""A radio on stores in memory."""

import asyncio
from collections import Counter

import numpy as np
import pytest

from musicsim.adapters.memory.radio_sessions import MemoryRadioSessions
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Conflict, Invalid, NotFound, Unavailable
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.play import PlayEvent, PlayId, PlayStage
from musicsim.domain.model.radio import MOST_SESSIONS, Origin, RadioOptions, RadioSession, Verdict
from musicsim.domain.model.radio_turn import Feedback
from musicsim.domain.model.vectors import Attributes, Filter, Space, Span, VectorEntry
from tests.support.samples import DAY
from tests.support.station import ANNA, SPACE, Station

BELA = UserId("bela")


@pytest.fixture
async def station() -> Station:
    made = Station()
    await made.fill()
    return made


async def test_it_plays_everything_once_and_ends(station: Station):
    session = await station.start()
    found = await station.all(session)
    assert sorted(found) == sorted(row.track.id for row in station.database.rows.values())
    kept = await station.kept(session)
    assert kept.ended
    assert [play.track for play in kept.plays] == found
    await station.fill(1)
    assert await station.next(session) is None  # over is over


async def test_a_session_knows_what_it_began_with(station: Station):
    session = await station.start()
    assert (await station.kept(session)).origins == (Origin("track:t00000", 1.0, "Label of t00000"),)
    assert session.start.space == SPACE.name


async def test_of_many_sessions_the_last_ones_are_kept(station: Station):
    made = []
    for _ in range(MOST_SESSIONS + 2):
        station.clock.advance(1)
        made.append(await station.start())
    kept = await station.sessions.recent(ANNA, 100)
    assert [one.id for one in kept] == [one.id for one in reversed(made[2:])]


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


async def test_an_index_that_was_lost_ends_nothing(station: Station):
    """Neither before it is made anew nor while it is being filled."""
    session = await station.start()
    whole, station.index = station.index, MemoryVectorIndex()
    for number in range(2):
        with pytest.raises(Conflict, match="made anew"):
            await station.turn(session, count=3)
        entry = VectorEntry(f"t{number:05d}", station.vectors[number], Attributes())
        await station.index.upsert(SPACE, [entry])
        await station.index.switch("library", SPACE)
    station.index = whole
    turn = await station.turn(session, count=3)
    assert (len(turn.tracks), turn.session.ended) == (3, False)


async def test_a_library_that_is_gone_ends_it(station: Station):
    session = await station.start()
    await station.catalogue.mark_missing(list(station.database.rows), DAY)
    station.index = MemoryVectorIndex()
    assert (await station.turn(session)).session.ended


async def test_what_was_lost_on_the_way_comes_again(station: Station):
    session = await station.start()
    first = await station.turn(session, count=3, after=0)
    assert [one.position for one in first.tracks] == [0, 1, 2]
    again = await station.turn(session, count=3, after=0)
    assert again.tracks == first.tracks
    assert again.session.revision == first.session.revision  # nothing was written
    wider = await station.turn(session, count=5, after=1)
    assert wider.tracks[:2] == first.tracks[1:]
    assert [one.position for one in wider.tracks] == [1, 2, 3, 4, 5]
    assert len({one.track.id for one in (*first.tracks, *wider.tracks)}) == 6


async def test_several_at_once_are_those_that_would_have_come_one_by_one(station: Station):
    session = await station.start()
    kept = dict(station.sessions.kept)
    at_once = [one.track.id for one in (await station.turn(session, count=8)).tracks]
    station.sessions = MemoryRadioSessions(kept=kept)
    assert [await station.next(session) for _ in range(8)] == at_once


async def test_what_became_of_tracks_is_told_along_with_asking(station: Station):
    session = await station.start()
    one, other, third = (given.track.id for given in (await station.turn(session, count=3)).tracks)
    told = [
        Feedback(track=one, verdict=Verdict.LIKED),
        Feedback(track=one, verdict=Verdict.FINISHED),  # does not make the like undone
        Feedback(track=other, verdict=Verdict.SKIPPED, position=3.0),
        Feedback(track=third, verdict=Verdict.SKIPPED, position=60.0),
    ]
    turn = await station.turn(session, after=3, feedback=told)
    plays = (await station.kept(session)).plays
    # of 100 seconds, or not told: a track without a length is skipped wherever it was
    assert [play.verdict for play in plays] == [Verdict.LIKED, Verdict.SKIPPED, Verdict.SKIPPED, None]
    again = await station.turn(session, after=3, feedback=told)
    assert (again.session.revision, again.tracks) == (turn.session.revision, turn.tracks)


async def test_nobody_knows_what_is_still_to_come(station: Station):
    session = await station.start()
    await station.turn(session, count=2)
    with pytest.raises(Invalid, match="2 tracks so far"):
        await station.turn(session, after=3)


async def test_two_windows_are_both_answered(station: Station):
    """Whoever comes late begins again, and gets what the other one got."""
    session = await station.start()
    one, other = await asyncio.gather(*(station.turn(session, count=2, after=0) for _ in range(2)))
    assert one.tracks == other.tracks
    assert len((await station.kept(session)).plays) == 2


async def test_a_window_that_always_comes_late_hears_of_it(station: Station):
    session = await station.start()

    async def hindered(before: RadioSession, count: int) -> RadioSession:
        await station.turn(session)  # another window is quicker, each time
        return await station.choose(before, count)

    with pytest.raises(Conflict):
        await station.turn(session, choose=hindered)


async def test_the_end_comes_politely(station: Station):
    session = await station.start()
    turns = [await station.turn(session, count=10) for _ in range(5)]
    assert [(len(turn.tracks), turn.session.ended) for turn in turns] == [(10, False)] * 4 + [(0, True)]
    late = await station.turn(session, after=38, count=10)
    assert [one.position for one in late.tracks] == [38, 39]


async def test_only_favourites_and_nothing_heard_lately(station: Station):
    for number in range(6):
        await station.favourites.add(ANNA, TrackId(f"t{number:05d}"), DAY)
    heard = PlayEvent(play=PlayId("p"), track=TrackId("t00003"), stage=PlayStage.STARTED, at=station.clock.now())
    await station.plays.record(ANNA, [heard])
    session = await station.start(RadioOptions(favourites_only=True, heard_within=24))
    assert sorted(await station.all(session)) == [f"t{number:05d}" for number in (0, 1, 2, 4, 5)]


async def test_a_favourite_of_now_counts(station: Station):
    session = await station.start(RadioOptions(favourites_only=True))
    await station.favourites.add(ANNA, TrackId("t00007"), DAY)
    assert await station.next(session) == "t00007"


async def other_model(station: Station) -> Space:
    """Another model takes over, by whose ears all sounds are elsewhere; the space before goes."""
    other = Space("other@2", SPACE.dimension)
    station.space, station.vectors = other, station.vectors[::-1].copy()
    await station.fill()
    await station.index.switch("library", other)
    await station.index.drop(SPACE)
    return other


async def test_another_model_takes_over_and_the_session_goes_on(station: Station):
    session = await station.start()
    first = [given.track.id for given in (await station.turn(session, count=5)).tracks]
    await station.judge(session, first[0], Verdict.LIKED)
    other = await other_model(station)
    turn = await station.turn(session, count=5)
    assert turn.session.start.space == other.name
    assert turn.session.plays[0].verdict is Verdict.LIKED
    assert not {given.track.id for given in turn.tracks} & set(first)
    assert len(turn.tracks) == 5
    assert (await station.kept(session)).start.space == other.name


async def test_whose_seeds_are_gone_by_then_ends(station: Station):
    session = await station.start()
    await station.next(session)
    station.seeds_are_gone = True
    await other_model(station)
    turn = await station.turn(session)
    assert (list(turn.tracks), turn.session.ended) == ([], True)
