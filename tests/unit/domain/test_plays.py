"""From events to plays."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.play import PlayEvent, PlayId, PlayStage
from musicsim.domain.rules.plays import merged, play_of
from tests.support.samples import DAY, track_id

events = st.builds(
    PlayEvent,
    play=st.just(PlayId("p")),
    track=st.just(track_id(1)),
    stage=st.sampled_from(PlayStage),
    at=st.integers(0, 10_000).map(lambda seconds: DAY + timedelta(seconds=seconds)),
    position=st.floats(0, 600),
    context=st.sampled_from(["", "search", "playlist:1"]),
)


@given(st.lists(events, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(told: list[PlayEvent], chance: random.Random):
    shuffled = told + chance.choices(told, k=3)
    chance.shuffle(shuffled)
    one, other = play_of(told[0]), play_of(shuffled[0])
    for event in told[1:]:
        one = merged(one, event)
    for event in shuffled[1:]:
        other = merged(other, event)
    assert one == other
    assert one.started_at == min(event.at for event in told)
    assert one.counts == any(event.stage in {PlayStage.HALF, PlayStage.FINISHED} for event in told)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"play": PlayId("")}, "play_id"),
        ({"play": PlayId("x" * 65)}, "play_id"),
        ({"play": PlayId("é")}, "play_id"),
        ({"play": PlayId("a\nb")}, "play_id"),
        ({"position": -1.0}, "position"),
        ({"position": float("nan")}, "position"),
        ({"position": 1e9}, "position"),
        ({"context": "x" * 201}, "context"),
        ({"context": "a\0b"}, "context"),
        ({"context": "\ud800"}, "context"),
        ({"at": DAY.replace(year=1999)}, "at"),
    ],
)
def test_what_cannot_have_been(wrong: dict, field: str):
    plain = {"play": PlayId("p"), "track": track_id(1), "stage": PlayStage.STARTED, "at": DAY}
    with pytest.raises(Invalid) as caught:
        PlayEvent(**(plain | wrong))
    assert caught.value.field == field
