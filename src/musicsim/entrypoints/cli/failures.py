"""The tracks that could not be listened to."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING

from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.track import Track, TrackStatus

if TYPE_CHECKING:
    from musicsim.bootstrap import Application

_PAGE = 500


async def failed_tracks(application: "Application") -> AsyncIterator[Track]:
    """All of them, by key."""
    cursor = None
    while True:
        query = TrackQuery(statuses=frozenset({TrackStatus.FAILED}), limit=_PAGE, cursor=cursor)
        page = await application.search_tracks(query)
        for track in page.items:
            yield track
        if (cursor := page.next) is None:
            return


async def examples(
    application: "Application", counts: Mapping[FailureReason, int], most: int
) -> Mapping[FailureReason, Sequence[str]]:
    """The first keys of each reason, at most `most`; looks no further than it must."""
    found: defaultdict[FailureReason, list[str]] = defaultdict(list)
    wanted = {reason: min(number, most) for reason, number in counts.items()}
    async for track in failed_tracks(application):
        if all(len(found[reason]) >= number for reason, number in wanted.items()):
            break
        if track.failure is not None and len(found[track.failure.reason]) < most:
            found[track.failure.reason].append(track.key)
    return found
