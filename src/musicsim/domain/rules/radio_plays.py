"""What a radio session played, with its places."""

from collections.abc import Collection, Sequence

from musicsim.domain.model.page import Page
from musicsim.domain.model.radio import Play, RadioId, RadioSession
from musicsim.domain.model.radio_turn import GivenTrack
from musicsim.domain.model.track import Track
from musicsim.domain.rules.cursors import decode_cursor, encode_cursor

PlacedPlay = tuple[int, Play]
"""A play, and its place among all of the session, counted from 0."""


def given_tracks(plays: Sequence[PlacedPlay], tracks: Collection[Track]) -> list[GivenTrack]:
    """The plays with their tracks; those whose track is unknown are passed over."""
    by_id = {track.id: track for track in tracks}
    return [GivenTrack(by_id[play.track], place, play.verdict) for place, play in plays if play.track in by_id]


def plays_behind(session_id: RadioId, cursor: str | None) -> int | None:
    """The place behind which the page begins, None for the first; Invalid for a cursor of another list."""
    if cursor is None:
        return None
    place, _ = decode_cursor(cursor, _name(session_id), int)
    assert isinstance(place, int)  # noqa: S101 - it is what was asked for
    return place


def plays_page(session: RadioSession, limit: int, behind: int | None) -> Page[PlacedPlay]:
    """Plays with their places, the latest first: those before the place `behind`."""
    end = len(session.plays) if behind is None else max(0, min(behind, len(session.plays)))
    start = max(0, end - limit)
    placed = [(place, session.plays[place]) for place in range(end - 1, start - 1, -1)]
    return Page(placed, encode_cursor(_name(session.id), (start, "")) if start else None)


def _name(session_id: RadioId) -> str:
    return f"radio {session_id}"
