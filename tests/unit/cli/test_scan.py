"""`musicsim scan`."""

import asyncio

from musicsim.domain.model.failure import FailureReason
from tests.support.cli import Desk
from tests.unit.use_cases.library import SILENCE, Library, tone


def test_a_scan_listens_to_what_is_new(desk: Desk) -> None:
    desk.library.store.put("a.wav", tone(220))
    desk.library.store.put("b.wav", tone(440))
    desk.library.store.put("quiet.wav", SILENCE)
    result = desk.run("scan")
    assert result.exit_code == 0
    assert "Scanned 3 files in 0 s: 3 added." in result.stdout
    assert "The library now: 3 tracks, 2 analysed, 1 silent." in result.stdout


def test_a_second_scan_finds_nothing_new(desk: Desk) -> None:
    desk.library.store.put("a.wav", tone(220))
    desk.run("scan")
    assert desk.run("scan").stdout == "Nothing new: 1 track, 1 analysed.\n"


def test_without_listening_tracks_wait(desk: Desk) -> None:
    desk.library.store.put("a.wav", tone(220))
    assert "1 waiting" in desk.run("scan", "--no-listen").stdout
    assert "1 analysed" in desk.run("scan").stdout


def test_failures_come_by_reason_with_examples(desk: Desk) -> None:
    for name in "abcdef":
        desk.library.store.put(f"{name}.wav", b"no sound at all " + name.encode())
    desk.library.store.put("denied.wav", tone(220))
    desk.library.store.deny("denied.wav", FailureReason.UNREADABLE, "permission denied")
    desk.library.store.unlist("locked/")
    result = desk.run("scan")
    assert result.exit_code == 0
    assert "not_audio\t6\ta.wav, b.wav, c.wav" in result.stdout.splitlines()
    assert "unreadable\t1\tdenied.wav" in result.stdout.splitlines()
    assert "locked/\tunreadable\tdenied" in result.stdout
    assert "musicsim show --failed" in result.stderr


def test_a_strict_scan_tells_of_failures_by_its_exit_code(desk: Desk) -> None:
    desk.library.store.put("a.wav", b"nothing")
    assert desk.run("scan", "--strict").exit_code == 6
    desk.library.store.remove("a.wav")
    desk.library.store.put("b.wav", tone(220))
    assert desk.run("scan", "--strict").exit_code == 0


def test_failed_files_are_listened_to_again_when_asked(desk: Desk) -> None:
    desk.library.store.put("a.wav", tone(220))
    desk.library.store.deny("a.wav", FailureReason.UNREADABLE)
    desk.run("scan")
    desk.library.store.allow("a.wav")
    assert "1 analysed" in desk.run("scan", "--retry-failed").stdout


def test_an_empty_library_is_only_believed_when_told_so(desk: Desk) -> None:
    desk.library.store.put("a.wav", tone(220))
    desk.run("scan")
    desk.library.store.remove("a.wav")
    refused = desk.run("scan")
    assert refused.exit_code == 5
    assert "Is its disk mounted?" in refused.stderr
    assert "1 missing" in desk.run("scan", "--accept-empty").stdout


def test_programs_get_one_document(desk: Desk) -> None:
    desk.library.store.put("a.wav", tone(220))
    desk.library.store.put("b.wav", b"nothing")
    document = desk.json("scan")
    assert document["scan"]["status"] == "finished"
    assert document["scan"]["added"] == 2
    assert document["counts"]["failed"] == {"not_audio": 1}
    assert document["failed"] == [{"reason": "not_audio", "count": 1, "examples": ["b.wav"]}]
    assert document["scan"]["problems"] == []


def test_only_one_scan_runs(desk: Desk) -> None:
    desk.library.lease.held.add("scan")
    result = desk.run("scan")
    assert result.exit_code == 4
    assert "already running" in result.stderr


async def _listen_elsewhere(library: Library) -> None:
    """The other process listens once the scan found something."""
    while not (await library.app.report_status()).counts.pending:
        await asyncio.sleep(0)
    for _ in range(100):  # the scan has ended and was looked at meanwhile
        await asyncio.sleep(0)
    await library.listen()


def test_another_process_that_listens_is_followed(desk: Desk) -> None:
    desk.library.lease.held.add("worker")
    desk.library.store.put("a.wav", tone(220))
    desk.beside = lambda: _listen_elsewhere(desk.library)
    result = desk.run("scan")
    assert "following its progress" in result.stderr
    assert "1 analysed" in result.stdout


def test_nothing_to_follow_needs_no_words(desk: Desk) -> None:
    desk.library.lease.held.add("worker")
    assert desk.run("scan").stderr == ""


def test_an_unreachable_database_is_unavailable(desk: Desk) -> None:
    desk.library.database.reachable = False
    result = desk.run("scan")
    assert result.exit_code == 5
    assert "database" in result.stderr
    assert desk.json("scan", code=5)["error"]["kind"] == "unavailable"
