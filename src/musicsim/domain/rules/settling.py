"""Which track an object that arrived is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from musicsim.domain.model.arrival import Reading, Settled
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track, TrackStatus


def settle(
    reading: Reading, at_key: Track | None, missing_twins: Sequence[Track], new_id: TrackId, now: datetime
) -> tuple[Settled, list[Track]]:
    """Decide what became of an object, and the tracks to save, in that order.

    `at_key` is the present track with its key, `missing_twins` are the missing ones with the same bytes: a track is
    its sound, so a twin comes back under the new key with its history, and nothing is listened to twice. The one
    it replaces there, if any, is marked missing first. So is one whose object cannot be read any more: it comes back
    as it was when its bytes do.
    """
    if reading.failure is not None:
        return _unread(reading, at_key, new_id, now)
    if at_key is not None and at_key.content_hash == reading.content_hash:
        return Settled.TOUCHED, [_placed(at_key, reading)]
    if missing_twins:
        twin = next((t for t in missing_twins if t.key == reading.object.key), missing_twins[0])
        kind = Settled.RESTORED if twin.key == reading.object.key else Settled.MOVED
        displaced = [] if at_key is None else [replace(at_key, missing_since=now)]
        return kind, [*displaced, _placed(twin, reading)]
    if at_key is not None:
        return Settled.CHANGED, [_new(reading, at_key.id, at_key.added_at)]
    return Settled.ADDED, [_new(reading, new_id, now)]


def _unread(reading: Reading, at_key: Track | None, new_id: TrackId, now: datetime) -> tuple[Settled, list[Track]]:
    if at_key is None:
        return Settled.ADDED, [_new(reading, new_id, now)]
    if at_key.content_hash:
        return Settled.CHANGED, [replace(at_key, missing_since=now), _new(reading, new_id, now)]
    kind = Settled.TOUCHED if at_key.failure == reading.failure else Settled.CHANGED
    return kind, [_new(reading, at_key.id, at_key.added_at)]


def _placed(track: Track, reading: Reading) -> Track:
    """The same sound, at the place and with the metadata that it has now."""
    item = reading.object
    return replace(
        track,
        key=item.key,
        size=item.size,
        modified_ns=item.modified_ns,
        metadata=reading.metadata,
        missing_since=None,
    )


def _new(reading: Reading, track_id: TrackId, added_at: datetime) -> Track:
    """A sound not heard yet, or one that cannot be."""
    item = reading.object
    return Track(
        id=track_id,
        key=item.key,
        size=item.size,
        modified_ns=item.modified_ns,
        content_hash=reading.content_hash,
        metadata=reading.metadata,
        status=TrackStatus.PENDING if reading.failure is None else TrackStatus.FAILED,
        failure=reading.failure,
        added_at=added_at,
    )
