"""What listeners say of what a radio plays them, and pages of that."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.play import PlayEvent, PlayId, PlayStage
from musicsim.domain.model.radio import RadioId, RadioOptions, RadioSession, Verdict
from musicsim.domain.model.radio_turn import MOST_TOLD, Feedback, TurnWish
from musicsim.domain.rules.radio_feedback import feedback_of, told_of, verdict_of
from musicsim.domain.rules.radio_plays import plays_behind, plays_page
from tests.contracts.radio_sessions_contract import a_session
from tests.support.samples import DAY, track_id
from tests.support.settings import PROPERTY

PLAYED = [track_id(number) for number in range(4)]

feedback = st.builds(
    Feedback,
    track=st.sampled_from(PLAYED),
    verdict=st.sampled_from(Verdict),
    position=st.none() | st.floats(0, 120),
)


def played(count: int = len(PLAYED)) -> RadioSession:
    session = a_session()
    for number in range(count):
        session = session.playing(track_id(number), DAY + timedelta(minutes=number))
    return session


@pytest.mark.parametrize(
    ("verdict", "position", "duration", "expected"),
    [
        (Verdict.SKIPPED, 10.0, 100.0, Verdict.SKIPPED),
        (Verdict.SKIPPED, 49.9, 100.0, Verdict.SKIPPED),
        (Verdict.SKIPPED, 50.0, 100.0, None),
        (Verdict.SKIPPED, 90.0, 100.0, Verdict.FINISHED),
        (Verdict.SKIPPED, 500.0, 100.0, Verdict.FINISHED),
        (Verdict.SKIPPED, None, 100.0, Verdict.SKIPPED),
        (Verdict.SKIPPED, 90.0, None, Verdict.SKIPPED),
        (Verdict.SKIPPED, 90.0, 0.0, Verdict.SKIPPED),
        (Verdict.LIKED, 1.0, 100.0, Verdict.LIKED),
        (Verdict.FINISHED, 1.0, 100.0, Verdict.FINISHED),
    ],
)
def test_where_a_skip_says_something(
    verdict: Verdict, position: float | None, duration: float | None, expected: Verdict | None
):
    assert verdict_of(Feedback(track=PLAYED[0], verdict=verdict, position=position), duration) is expected


@PROPERTY
@given(st.lists(feedback, max_size=8))
def test_what_is_told_twice_counts_once(told: list[Feedback]):
    """So a request whose answer was lost can be repeated, as long as it says one thing of a track."""
    once_each = list({one.track: one for one in told}.values())
    once = told_of(played(), once_each, dict.fromkeys(PLAYED, 100.0), DAY)
    assert told_of(once, once_each, dict.fromkeys(PLAYED, 100.0), DAY) is once
    assert [play.track for play in once.plays] == PLAYED


def test_whoever_liked_and_finished_still_likes():
    liked = played().judged(PLAYED[1], Verdict.LIKED, DAY)
    assert liked.judged(PLAYED[1], Verdict.FINISHED, DAY) is liked
    assert liked.judged(PLAYED[1], Verdict.SKIPPED, DAY).plays[1].verdict is Verdict.SKIPPED
    finished = played().judged(PLAYED[1], Verdict.FINISHED, DAY)
    assert finished.judged(PLAYED[1], Verdict.LIKED, DAY).plays[1].verdict is Verdict.LIKED


@pytest.mark.parametrize("known", list(Verdict))
@pytest.mark.parametrize("position", [0.0, 10.0, 60.0, 95.0])
def test_whoever_goes_on_takes_nothing_back(known: Verdict, position: float):
    """Players tell how far a track was heard once another one is chosen, be it liked before or not."""
    judged = played().judged(PLAYED[1], known, DAY)
    going_on = Feedback(track=PLAYED[1], verdict=Verdict.SKIPPED, position=position)
    assert told_of(judged, [going_on], {PLAYED[1]: 100.0}, DAY) is judged
    word = Feedback(track=PLAYED[1], verdict=Verdict.SKIPPED)
    assert told_of(judged, [word], {PLAYED[1]: 100.0}, DAY).plays[1].verdict is Verdict.SKIPPED


def test_only_what_was_played_can_be_judged():
    """Even where the verdict would have said nothing."""
    late = Feedback(track=TrackId("other"), verdict=Verdict.SKIPPED, position=60.0)
    with pytest.raises(NotFound):
        told_of(played(), [late], {TrackId("other"): 100.0}, DAY)


def test_plays_name_their_session_in_their_context():
    def event(number: int, stage: PlayStage, context: str) -> PlayEvent:
        return PlayEvent(play=PlayId("p"), track=track_id(number), stage=stage, at=DAY, position=9.0, context=context)

    told = [
        event(0, PlayStage.STARTED, "radio:r1"),
        event(0, PlayStage.HALF, "radio:r1"),
        event(0, PlayStage.FINISHED, "radio:r1"),
        event(1, PlayStage.SKIPPED, "radio:r2"),
        event(2, PlayStage.SKIPPED, "playlist:r1"),
        event(3, PlayStage.SKIPPED, "radio:r1"),
    ]
    found = feedback_of(told)
    assert all(one.position == 9.0 for each in found.values() for one in each)
    assert {session: [(one.track, one.verdict) for one in each] for session, each in found.items()} == {
        RadioId("r1"): [(track_id(0), Verdict.FINISHED), (track_id(3), Verdict.SKIPPED)],
        RadioId("r2"): [(track_id(1), Verdict.SKIPPED)],
    }


@PROPERTY
@given(st.integers(0, 12), st.integers(1, 5))
def test_pages_hold_every_play_once_the_latest_first(count: int, limit: int):
    session, behind, seen = played(count), None, list[int]()
    while True:
        page = plays_page(session, limit, behind)
        assert all(session.plays[place] is play for place, play in page.items)
        seen += [place for place, _ in page.items]
        if page.next is None:
            break
        behind = plays_behind(session.id, page.next)
    assert seen == list(reversed(range(count)))


def test_cursors_of_other_sessions():
    cursor = plays_page(played(), 1, None).next
    with pytest.raises(Invalid):
        plays_behind(RadioId("another"), cursor)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"count": 0}, "count"),
        ({"count": 11}, "count"),
        ({"after": -1}, "after"),
        ({"feedback": [Feedback(track=PLAYED[0], verdict=Verdict.LIKED)] * (MOST_TOLD + 1)}, "feedback"),
    ],
)
def test_what_cannot_be_wished_for(wish: dict, field: str):
    with pytest.raises(Invalid) as refused:
        TurnWish(**wish)
    assert refused.value.field == field


def test_what_cannot_be_told_or_kept_to():
    with pytest.raises(Invalid):
        Feedback(track=PLAYED[0], verdict=Verdict.SKIPPED, position=float("nan"))
    with pytest.raises(Invalid):
        RadioOptions(heard_within=-1.0)
