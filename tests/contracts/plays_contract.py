"""What everybody promises who keeps plays."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.play import Play, PlayEvent, PlayId, PlayStage, Reception
from musicsim.domain.rules.plays import received
from musicsim.ports.artworks import Artworks
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.plays import Plays
from tests.support.samples import DAY, HALVES, a_track, track_id
from tests.support.settings import PROPERTY

ANN, BOB = UserId("ann"), UserId("bob")
FEW = settings(PROPERTY, max_examples=12)


@dataclass(frozen=True)
class Ear:
    """What is kept of listening, beside a catalogue with tracks 0 … 9, with two people who listen."""

    plays: Plays
    artworks: Artworks
    catalogue: Catalogue

    async def fill(self) -> "Ear":
        await self.catalogue.save([a_track(number) for number in range(10)])
        return self

    async def tell(self, *events: PlayEvent, user: UserId = ANN) -> list[Reception]:
        return list(await self.plays.record(user, events))

    async def told(self, user: UserId = ANN) -> list[Play]:
        return list((await self.plays.history(user, 500)).items)


OpenEar = Callable[[], AbstractAsyncContextManager[Ear]]


def event(
    play: int = 1, track: int = 1, stage: PlayStage = PlayStage.STARTED, minutes: float = 0, **others: Any
) -> PlayEvent:
    at = DAY + timedelta(minutes=minutes)
    return PlayEvent(play=PlayId(f"p{play}"), track=track_id(track), stage=stage, at=at, **others)


events = st.builds(
    event,
    play=st.integers(0, 3),
    track=st.integers(0, 1),
    stage=st.sampled_from(PlayStage),
    minutes=st.integers(-1000, 1000),
    position=st.floats(0, 1000),
    context=st.sampled_from(["", "search", "playlist:1"]),
)


class PlaysContract:
    """Subclasses supply the fixtures `ear`, `open_ear` (a way to more) and `broken` (not answering)."""

    async def test_a_play_from_its_start_to_its_end(self, ear: Ear):
        assert await ear.tell(event(context="album:7")) == [Reception.RECORDED]
        assert [(play.stage, play.counts) for play in await ear.told()] == [(PlayStage.STARTED, False)]
        late = [
            event(stage=PlayStage.FINISHED, minutes=4, position=200.5, context="album:7"),
            event(stage=PlayStage.HALF, minutes=2, position=100.0, context="album:7"),
        ]
        assert await ear.tell(*late) == [Reception.RECORDED, Reception.REPEATED]  # half of a whole is nothing new
        assert await ear.told() == [
            Play(
                id=PlayId("p1"),
                track=track_id(1),
                started_at=DAY,
                stage=PlayStage.FINISHED,
                position=200.5,
                counts=True,
                context="album:7",
            )
        ]

    async def test_what_is_repeated_counts_once(self, ear: Ear):
        both = [event(stage=PlayStage.HALF), event(stage=PlayStage.HALF)]
        assert await ear.tell(*both) == [Reception.RECORDED, Reception.REPEATED]
        assert await ear.tell(both[0]) == [Reception.REPEATED]
        [only] = await ear.plays.most_played(ANN, 10)
        assert (only.track, only.plays, only.last_at) == (track_id(1), 1, DAY)

    async def test_a_play_is_of_one_track(self, ear: Ear):
        await ear.tell(event(track=1))
        assert await ear.tell(event(track=2, stage=PlayStage.HALF), event(play=2, track=2)) == [
            Reception.OTHER_TRACK,
            Reception.RECORDED,
        ]
        assert {(play.id, play.track) for play in await ear.told()} == {("p1", track_id(1)), ("p2", track_id(2))}

    async def test_a_skip_says_where(self, ear: Ear):
        await ear.tell(event(), event(stage=PlayStage.SKIPPED, position=12.25))
        [play] = await ear.told()
        assert (play.stage, play.position, play.counts) == (PlayStage.SKIPPED, 12.25, False)
        assert await ear.plays.most_played(ANN, 10) == []

    @FEW
    @given(st.lists(st.lists(events, max_size=6), max_size=4))
    async def test_any_events_in_any_parts(self, open_ear: OpenEar, batches: list[list[PlayEvent]]):
        expected: dict[PlayId, Play] = {}
        async with open_ear() as ear:
            for batch in batches:
                outcomes = []
                for one in batch:
                    expected[one.play], outcome = received(expected.get(one.play), one)
                    outcomes.append(outcome)
                assert await ear.tell(*batch) == outcomes
            assert {play.id: play for play in await ear.told()} == expected

    async def test_two_windows_at_the_same_moment(self, ear: Ear):
        stages = [PlayStage.STARTED, PlayStage.HALF, PlayStage.SKIPPED, PlayStage.FINISHED]
        told = [event(stage=stage, minutes=number, position=number) for number, stage in enumerate(stages)]
        await asyncio.gather(*(ear.tell(one) for one in told * 2))
        [play] = await ear.told()
        assert (play.started_at, play.stage, play.position, play.counts) == (DAY, PlayStage.FINISHED, 3, True)

    async def test_history_page_by_page_with_no_gap_and_no_repeat(self, ear: Ear):
        await ear.tell(*(event(play=number, minutes=number // 3) for number in range(20)))
        seen: list[str] = []
        cursor = None
        while True:
            page = await ear.plays.history(ANN, 3, cursor)
            seen += [play.id for play in page.items]
            await ear.tell(event(play=100 + len(seen), minutes=500))  # newer ones do not move the rest
            if (cursor := page.next) is None:
                break
        assert seen == [f"p{number}" for number in sorted(range(20), key=lambda n: (-(n // 3), f"p{n}"))]

    async def test_cursors_of_others(self, ear: Ear):
        await ear.tell(*(event(play=number) for number in range(3)))
        cursor = (await ear.plays.history(ANN, 1)).next
        for user, other in ((BOB, cursor), (ANN, "what"), (ANN, "")):
            with pytest.raises(Invalid) as caught:
                await ear.plays.history(user, 1, other)
            assert caught.value.field == "cursor"

    async def test_recent_tracks_once_each(self, ear: Ear):
        for number, (track, minutes) in enumerate([(1, 0), (2, 5), (1, 9), (4, 5), (3, -3)]):
            await ear.tell(event(play=number, track=track, minutes=minutes))
        recent = await ear.plays.recent(ANN, 10)
        assert [(each.track, each.plays) for each in recent] == [
            (track_id(1), 2),
            (track_id(2), 1),
            (track_id(4), 1),
            (track_id(3), 1),
        ]
        assert recent[0].last_at == DAY + timedelta(minutes=9)
        assert [each.track for each in await ear.plays.recent(ANN, 1)] == [track_id(1)]

    async def test_most_played_counts_what_was_heard(self, ear: Ear):
        half, skipped = PlayStage.HALF, PlayStage.SKIPPED
        heard = [(1, half, 0), (1, half, 1), (2, half, 8), (2, half, 9), (3, half, 50), (4, skipped, 60), (5, half, 50)]
        for number, (track, stage, minutes) in enumerate(heard):
            await ear.tell(event(play=number, track=track, stage=stage, minutes=minutes))
        most = await ear.plays.most_played(ANN, 10)
        assert [(each.track, each.plays) for each in most] == [
            (track_id(2), 2),
            (track_id(1), 2),
            (track_id(3), 1),
            (track_id(5), 1),
        ]
        since = await ear.plays.most_played(ANN, 2, DAY + timedelta(minutes=9))
        assert [(each.track, each.plays) for each in since] == [(track_id(3), 1), (track_id(5), 1)]

    async def test_everybody_has_their_own(self, ear: Ear):
        await ear.tell(event(stage=PlayStage.HALF))
        assert await ear.told(BOB) == []
        assert await ear.plays.recent(BOB, 5) == await ear.plays.most_played(BOB, 5) == []
        assert await ear.tell(event(track=2, stage=PlayStage.HALF), user=BOB) == [Reception.RECORDED]
        assert [play.track for play in await ear.told()] == [track_id(1)]

    async def test_what_is_kept_can_be_taken_along_and_forgotten(self, ear: Ear):
        await ear.tell(
            event(play=1), event(play=2, track=2, minutes=1, stage=PlayStage.HALF, position=9.5, context="x")
        )
        await ear.tell(event(play=3), user=BOB)
        history = (await ear.plays.export(ANN))["history"]
        assert dict(history[0]) == {
            "id": "p2",
            "track_id": track_id(2),
            "path": "folder/00002.mp3",
            "started_at": "2026-03-01T12:31:15.123456Z",
            "stage": "half",
            "position": 9.5,
            "counts": True,
            "context": "x",
        }
        assert [each["id"] for each in history] == ["p2", "p1"]
        for _ in range(2):
            await ear.plays.forget(ANN)
        assert await ear.told() == []
        assert await ear.plays.export(ANN) == {"history": []}
        assert len(await ear.told(BOB)) == 1

    async def test_missing_tracks_stay(self, ear: Ear):
        await ear.tell(event())
        await ear.catalogue.mark_missing([track_id(1)], DAY)
        assert [play.track for play in await ear.told()] == [track_id(1)]

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_are_nobody(self, ear: Ear, half: str):
        nobody = UserId(half)
        assert await ear.told(nobody) == []
        assert await ear.plays.recent(nobody, 5) == await ear.plays.most_played(nobody, 5) == []
        assert await ear.plays.export(nobody) == {"history": []}
        await ear.plays.forget(nobody)

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: Ear):
        plays = broken.plays
        for call in (
            plays.record(ANN, [event()]),
            plays.history(ANN, 5),
            plays.recent(ANN, 5),
            plays.most_played(ANN, 5),
            plays.export(ANN),
            plays.forget(ANN),
            broken.artworks.get(TrackId("t")),
        ):
            with pytest.raises(Unavailable):
                await call
