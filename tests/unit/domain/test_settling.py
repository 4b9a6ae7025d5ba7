"""Which track an object that arrived is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from musicsim.domain.model.arrival import Reading, Settled
from musicsim.domain.model.audio import AudioObject
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.settling import settle

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
NOW = LONG_AGO + timedelta(days=300)
NEW = TrackId("new")
TRACK = Track(
    id=TrackId("old"),
    key="a.flac",
    size=1,
    modified_ns=1,
    content_hash="aa",
    metadata=Metadata(title="A"),
    status=TrackStatus.ANALYSED,
    added_at=LONG_AGO,
)
MISSING = replace(TRACK, missing_since=NOW - timedelta(days=1))


def _reading(key: str, content_hash: str = "aa") -> Reading:
    return Reading(AudioObject(key, 2, 2), Metadata(title="B"), content_hash)


def test_something_new_waits_to_be_heard() -> None:
    kind, [track] = settle(_reading("n.mp3", "bb"), None, (), NEW, NOW)
    assert (kind, track.id, track.status, track.added_at) == (Settled.ADDED, NEW, TrackStatus.PENDING, NOW)
    assert (track.key, track.size, track.modified_ns, track.content_hash) == ("n.mp3", 2, 2, "bb")


def test_a_moved_track_keeps_its_identity_and_history() -> None:
    kind, [track] = settle(_reading("b/a.flac"), None, [MISSING], NEW, NOW)
    assert kind is Settled.MOVED
    moved = replace(MISSING, key="b/a.flac", size=2, modified_ns=2, metadata=Metadata(title="B"), missing_since=None)
    assert track == moved


def test_a_missing_track_comes_back_to_its_key() -> None:
    elsewhere = replace(MISSING, id=TrackId("z"), key="z.flac")
    kind, [track] = settle(_reading("a.flac"), None, [elsewhere, MISSING], NEW, NOW)
    assert (kind, track.id) == (Settled.RESTORED, TRACK.id)


def test_one_that_moves_onto_another_displaces_it_first() -> None:
    victim = replace(TRACK, id=TrackId("victim"), key="b.flac", content_hash="bb")
    kind, [displaced, moved] = settle(_reading("b.flac"), victim, [MISSING], NEW, NOW)
    assert kind is Settled.MOVED
    assert displaced == replace(victim, missing_since=NOW)
    assert (moved.id, moved.key) == (TRACK.id, "b.flac")


def test_a_new_time_stamp_changes_nothing_else() -> None:
    kind, [track] = settle(_reading("a.flac"), TRACK, (), NEW, NOW)
    assert kind is Settled.TOUCHED
    assert track == replace(TRACK, size=2, modified_ns=2, metadata=Metadata(title="B"))


def test_other_bytes_at_the_key_are_heard_anew_under_the_same_identity() -> None:
    kind, [track] = settle(_reading("a.flac", "cc"), TRACK, (), NEW, NOW)
    assert kind is Settled.CHANGED
    assert (track.id, track.status, track.added_at) == (TRACK.id, TrackStatus.PENDING, LONG_AGO)


FAILURE = Failure(FailureReason.UNREADABLE, "Permission denied")
UNREAD = replace(_reading("a.flac", ""), failure=FAILURE)


def test_what_cannot_be_read_fails_with_its_reason_and_what_was_known_waits_for_its_bytes() -> None:
    kind, [aside, failed] = settle(UNREAD, TRACK, (), NEW, NOW)
    assert (kind, aside) == (Settled.CHANGED, replace(TRACK, missing_since=NOW))
    assert (failed.id, failed.status, failed.failure, failed.content_hash) == (NEW, TrackStatus.FAILED, FAILURE, "")
    kind, [displaced, back] = settle(_reading("a.flac"), failed, [aside], TrackId("another"), NOW)
    assert (kind, displaced.id, back.id, back.missing_since) == (Settled.RESTORED, NEW, TRACK.id, None)


def test_what_still_cannot_be_read_is_no_news() -> None:
    _, [failed] = settle(UNREAD, None, (), NEW, NOW)
    assert settle(UNREAD, failed, (), TrackId("another"), NOW) == (Settled.TOUCHED, [failed])
    otherwise = replace(UNREAD, failure=Failure(FailureReason.LOOP))
    assert settle(otherwise, failed, (), TrackId("another"), NOW)[0] is Settled.CHANGED
