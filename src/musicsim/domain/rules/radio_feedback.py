"""What listeners say, and do not say, of what a radio plays them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.play import PlayEvent, PlayStage
from musicsim.domain.model.radio import RadioId, RadioSession, Verdict
from musicsim.domain.model.radio_turn import Feedback

CONTEXT = "radio:"
"""How the context of a play begins that a session gave out; the session's id follows."""

_HALF, _END = 0.5, 0.9
_STAGES = {PlayStage.FINISHED: Verdict.FINISHED, PlayStage.SKIPPED: Verdict.SKIPPED}


def verdict_of(told: Feedback, duration: float | None) -> Verdict | None:
    """What a listener thought, None when that does not tell: who skips in the second half did listen.

    In its last tenth, where many fade out, a skipped track is as good as finished.
    """
    if told.verdict is not Verdict.SKIPPED or told.position is None or not duration:
        return told.verdict
    share = told.position / duration
    return Verdict.FINISHED if share >= _END else None if share >= _HALF else Verdict.SKIPPED


def told_of(
    session: RadioSession, feedback: Sequence[Feedback], durations: Mapping[TrackId, float | None], at: datetime
) -> RadioSession:
    """The session after that; the same one when it says nothing new. NotFound for what it has not played.

    A skip with a position is somebody going on, which takes nothing back of what is known already: whoever liked a
    track and goes on still likes it. Without one it is a word.
    """
    for one in feedback:
        known = session.plays[session.place_of(one.track)].verdict
        went_on = one.verdict is Verdict.SKIPPED and one.position is not None
        if not (known and went_on) and (verdict := verdict_of(one, durations.get(one.track))):
            session = session.judged(one.track, verdict, at)
    return session


def feedback_of(events: Sequence[PlayEvent]) -> Mapping[RadioId, Sequence[Feedback]]:
    """What plays say of sessions that gave their tracks out, by session: they name it in their context."""
    found: dict[RadioId, list[Feedback]] = {}
    for event in events:
        if event.context.startswith(CONTEXT) and (verdict := _STAGES.get(event.stage)):
            told = Feedback(track=event.track, verdict=verdict, position=event.position)
            found.setdefault(RadioId(event.context.removeprefix(CONTEXT)), []).append(told)
    return found
