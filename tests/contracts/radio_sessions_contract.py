"""What every keeper of radio sessions promises."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.radio import Origin, Play, RadioId, RadioOptions, RadioSession, Verdict
from musicsim.ports.radio_sessions import RadioSessions
from tests.support.samples import DAY, HALVES, a_vector
from tests.support.settings import PROPERTY
from tests.support.strategies import moments, words
from tests.support.vectors import FILTERS

ANNA, BELA = UserId("anna"), UserId("bela")

tracks = st.integers(1, 9).map(lambda number: TrackId(f"t{number:05d}"))
options = st.builds(
    RadioOptions,
    artist_gap=st.integers(0, 100),
    album_gap=st.integers(0, 100),
    per_artist=st.none() | st.integers(1, 1000),
    exploration=st.floats(0, 1),
    where=FILTERS,
)
sessions = st.builds(
    RadioSession,
    id=words.filter(bool).map(RadioId),
    user=st.just(ANNA),
    origins=st.lists(st.builds(Origin, words, st.floats(-100, 100)), max_size=3).map(tuple),
    start=st.builds(Embedding, words, st.integers(0, 9).map(a_vector)),
    started_at=moments,
    changed_at=moments,
    number=st.integers(0, 2**64 - 1),
    options=options,
    plays=st.lists(st.builds(Play, tracks, moments, st.none() | st.sampled_from(Verdict)), max_size=4).map(tuple),
    ended=st.booleans(),
)


def a_session(number: int = 1, user: UserId = ANNA, minutes: int = 0) -> RadioSession:
    at = DAY + timedelta(minutes=minutes)
    return RadioSession(
        id=RadioId(f"r{number}"),
        user=user,
        origins=(Origin("track:t00001"),),
        start=Embedding("test@1", a_vector()),
        started_at=at,
        changed_at=at,
        number=7,
    )


def told(session: RadioSession | None) -> object:
    """All of it, in a form that can be compared."""
    if session is None:
        return None
    plain = tuple(getattr(session, name) for name in RadioSession.__slots__ if name != "start")
    return plain, session.start.space, session.start.vector.dtype, session.start.vector.tolist()


class RadioSessionsContract:
    """Subclasses supply the fixtures `sessions`, empty but for the people anna and bela, and `broken`.

    Tracks t00001 … t00009 exist.
    """

    @PROPERTY
    @given(sessions)
    async def test_every_field_comes_back_as_it_was(self, sessions: RadioSessions, session: RadioSession):
        await sessions.forget(ANNA)
        await sessions.save(session)
        assert told(await sessions.get(ANNA, session.id)) == told(session)
        assert [told(one) for one in await sessions.recent(ANNA, 5)] == [told(session)]

    async def test_unknown_sessions(self, sessions: RadioSessions):
        assert await sessions.get(ANNA, RadioId("nothere")) is None
        assert await sessions.recent(ANNA, 5) == []
        assert await sessions.drop_before(DAY) == 0
        assert await sessions.keep_last(ANNA, 1) == 0

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_no_session(self, sessions: RadioSessions, half: str):
        assert await sessions.get(ANNA, RadioId(half)) is None
        assert await sessions.get(UserId(half), RadioId("r1")) is None
        await sessions.drop(UserId(half), RadioId(half))
        assert await sessions.keep_last(UserId(half), 0) == 0

    async def test_a_session_is_its_owners_alone(self, sessions: RadioSessions):
        await sessions.save(a_session())
        assert await sessions.get(BELA, RadioId("r1")) is None
        assert await sessions.recent(BELA, 5) == []
        with pytest.raises(Conflict):
            await sessions.save(replace(a_session(user=BELA), revision=2))
        assert told(await sessions.get(ANNA, RadioId("r1"))) == told(a_session())

    async def test_a_session_changes_step_by_step(self, sessions: RadioSessions):
        first = a_session()
        await sessions.save(first)
        second = first.playing(TrackId("t00001"), DAY + timedelta(seconds=5))
        await sessions.save(second)
        third = second.judged(TrackId("t00001"), Verdict.SKIPPED, DAY + timedelta(seconds=6)).over(DAY)
        with pytest.raises(Conflict):
            await sessions.save(third)  # two steps at once
        assert told(await sessions.get(ANNA, first.id)) == told(second)

    async def test_of_two_that_change_it_at_once_one_begins_again(self, sessions: RadioSessions):
        await sessions.save(a_session())
        one, other = (a_session().playing(TrackId(f"t0000{number}"), DAY) for number in (1, 2))
        await sessions.save(one)
        for late in (other, a_session()):
            with pytest.raises(Conflict):
                await sessions.save(late)
        assert told(await sessions.get(ANNA, one.id)) == told(one)

    async def test_a_session_begins_at_the_beginning(self, sessions: RadioSessions):
        with pytest.raises(Conflict):
            await sessions.save(replace(a_session(), revision=2))
        assert await sessions.get(ANNA, RadioId("r1")) is None

    async def test_recent_ones_last_changed_first_ties_by_id_descending(self, sessions: RadioSessions):
        for number, minutes in [(1, 0), (2, 5), (4, 5), (3, 5), (5, -900)]:
            await sessions.save(a_session(number, minutes=minutes))
        assert [one.id for one in await sessions.recent(ANNA, 10)] == ["r4", "r3", "r2", "r1", "r5"]
        assert [one.id for one in await sessions.recent(ANNA, 2)] == ["r4", "r3"]

    async def test_old_ones_are_dropped(self, sessions: RadioSessions):
        for number, user, minutes in [(1, ANNA, 0), (2, ANNA, 1), (3, BELA, 0), (4, BELA, 2)]:
            await sessions.save(a_session(number, user, minutes))
        assert await sessions.drop_before(DAY + timedelta(minutes=1)) == 2
        assert [one.id for one in await sessions.recent(ANNA, 9)] == ["r2"]
        assert [one.id for one in await sessions.recent(BELA, 9)] == ["r4"]

    async def test_only_the_last_ones_are_kept(self, sessions: RadioSessions):
        for number, user, minutes in [(1, ANNA, 0), (2, ANNA, 9), (3, BELA, 0), (4, ANNA, 5), (5, ANNA, 5)]:
            await sessions.save(a_session(number, user, minutes))
        assert await sessions.keep_last(ANNA, 4) == 0
        assert await sessions.keep_last(ANNA, 2) == 2
        assert [one.id for one in await sessions.recent(ANNA, 9)] == ["r2", "r5"]
        assert await sessions.keep_last(ANNA, 0) == 2
        assert [one.id for one in await sessions.recent(BELA, 9)] == ["r3"]

    async def test_one_is_dropped_by_its_owner_alone(self, sessions: RadioSessions):
        for number in (1, 2):
            await sessions.save(a_session(number))
        await sessions.drop(BELA, RadioId("r1"))
        assert len(await sessions.recent(ANNA, 9)) == 2
        for _ in range(2):
            await sessions.drop(ANNA, RadioId("r1"))
            assert [one.id for one in await sessions.recent(ANNA, 9)] == ["r2"]
        with pytest.raises(Conflict):  # who was about to change it finds that out
            await sessions.save(a_session().playing(TrackId("t00001"), DAY))

    async def test_nobody_is_no_owner(self, sessions: RadioSessions):
        with pytest.raises(Conflict):
            await sessions.save(a_session(user=UserId("nobody")))

    async def test_what_is_kept_of_a_person(self, sessions: RadioSessions):
        assert await sessions.export(ANNA) == {"radio": []}
        begun = a_session()
        await sessions.save(begun)
        await sessions.save(begun.playing(TrackId("t00002"), DAY))
        await sessions.save(a_session(2, BELA))
        [exported] = (await sessions.export(ANNA))["radio"]
        assert exported["seeds"] == [{"name": "track:t00001", "weight": 1.0}]
        assert exported["plays"] == [{"track": "t00002", "at": DAY.isoformat(), "verdict": None}]
        for _ in range(2):
            await sessions.forget(ANNA)
            assert await sessions.export(ANNA) == {"radio": []}
        assert len(await sessions.recent(BELA, 9)) == 1

    async def test_unavailable_is_raised_when_the_store_does_not_answer(self, broken: RadioSessions):
        calls = (
            broken.save(a_session()),
            broken.get(ANNA, RadioId("r1")),
            broken.recent(ANNA, 1),
            broken.keep_last(ANNA, 1),
            broken.drop(ANNA, RadioId("r1")),
            broken.drop_before(DAY),
            broken.export(ANNA),
            broken.forget(ANNA),
        )
        for call in calls:
            with pytest.raises(Unavailable):
                await call
