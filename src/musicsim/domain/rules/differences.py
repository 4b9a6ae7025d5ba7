"""What changed in the store since it was last walked."""

from collections.abc import AsyncIterator, Sequence

from musicsim.domain.model.arrival import Arrival, Difference, Gone, Returned, Unchanged
from musicsim.domain.model.audio import AudioObject, Unlisted
from musicsim.domain.model.scan import KnownObject


async def differences(
    listed: AsyncIterator[AudioObject | Unlisted], known: AsyncIterator[KnownObject]
) -> AsyncIterator[Difference]:
    """Merge what is listed with what is known, both ascending by key, in constant memory.

    A folder that could not be listed hides what is known below it: nothing there is taken for gone.
    """
    groups = _by_key(known)
    here = await anext(groups, None)
    hidden: str | None = None
    async for item in listed:
        while here is not None and here[0].key < item.key:
            for difference in _absent(here, hidden):
                yield difference
            here = await anext(groups, None)
        if isinstance(item, Unlisted):
            hidden = item.key if item.key.endswith("/") else hidden
            yield item
        elif here is not None and here[0].key == item.key:
            yield _compare(item, here)
            here = await anext(groups, None)
        else:
            yield Arrival(item)
    while here is not None:
        for difference in _absent(here, hidden):
            yield difference
        here = await anext(groups, None)


def _compare(item: AudioObject, tracks: Sequence[KnownObject]) -> Difference:
    """What an object at a known key is; at most one of `tracks` is present."""
    present = next((track for track in tracks if not track.missing), None)
    if present is not None:
        return Unchanged(present) if _same(item, present) else Arrival(item, present)
    back = next((track for track in tracks if _same(item, track)), None)
    return Returned(back) if back is not None else Arrival(item)


def _same(item: AudioObject, track: KnownObject) -> bool:
    return not track.unread and (item.size, item.modified_ns) == (track.size, track.modified_ns)


def _absent(tracks: Sequence[KnownObject], hidden: str | None) -> list[Gone]:
    if hidden is not None and tracks[0].key.startswith(hidden):
        return []
    return [Gone(track) for track in tracks if not track.missing]


async def _by_key(known: AsyncIterator[KnownObject]) -> AsyncIterator[list[KnownObject]]:
    """Runs of the same key: missing tracks may share theirs with a present one."""
    run: list[KnownObject] = []
    async for track in known:
        if run and run[0].key != track.key:
            yield run
            run = []
        run.append(track)
    if run:
        yield run
