"""From what players tell to plays."""

from dataclasses import replace

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.play import Play, PlayEvent, PlayStage, Reception
from musicsim.domain.rules.cursors import Position, decode_cursor
from musicsim.domain.rules.exporting import exported_moment

_COUNTING = frozenset({PlayStage.HALF, PlayStage.FINISHED})


def play_of(event: PlayEvent) -> Play:
    """A play of which nothing else is known."""
    return Play(
        id=event.play,
        track=event.track,
        started_at=event.at,
        stage=event.stage,
        position=event.position,
        counts=event.stage in _COUNTING,
        context=event.context,
    )


def merged(play: Play, event: PlayEvent) -> Play:
    """The play with one more event of it.

    The order of events makes no difference, nor does one that comes again: players tell them late, twice, or from
    two windows. Of contexts that contradict one another the one that sorts last stays.
    """
    stage, position = max(
        (play.stage, play.position), (event.stage, event.position), key=lambda told: (told[0].rank, told[1])
    )
    return replace(
        play,
        started_at=min(play.started_at, event.at),
        stage=stage,
        position=position,
        counts=play.counts or event.stage in _COUNTING,
        context=max(play.context, event.context),
    )


def received(play: Play | None, event: PlayEvent) -> tuple[Play, Reception]:
    """The play after an event, and what became of that; `play` is None while nothing is known."""
    if play is None:
        return play_of(event), Reception.RECORDED
    if play.track != event.track:
        return play, Reception.OTHER_TRACK
    after = merged(play, event)
    return after, Reception.REPEATED if after == play else Reception.RECORDED


def history_name(user: UserId) -> str:
    """The name that binds the cursors of a person's history to them."""
    return f"history {user}"


def history_position(user: UserId, cursor: str | None) -> Position | None:
    """Behind what the page begins; Invalid for a cursor that this person's list did not make."""
    return None if cursor is None else decode_cursor(cursor, history_name(user), int)


def exported_play(path: str, play: Play) -> dict[str, object]:
    """A play as a person takes it along: the file's path tells more than an id of ours."""
    return {
        "id": play.id,
        "track_id": play.track,
        "path": path,
        "started_at": exported_moment(play.started_at),
        "stage": play.stage.value,
        "position": play.position,
        "counts": play.counts,
        "context": play.context,
    }
