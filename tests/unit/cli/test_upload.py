"""`musicsim upload`."""

from pathlib import Path

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.failure import FailureReason
from tests.contracts.blob_store_contract import Stream, keys_of
from tests.support.cli import Desk


def test_it_copies_and_says_how_much(desk: Desk) -> None:
    desk.library.store.put("a.mp3", bytes(3000))
    desk.library.store.put("b.mp3", bytes(2000))
    result = desk.run("upload", "music", "--to", "s3://bucket/prefix")
    assert (result.exit_code, result.stdout) == (0, "2 files uploaded (5.0 kB), 0 there already.\n")
    assert desk.uploads == [(Path("music"), "s3://bucket/prefix")]
    assert "0 files uploaded (0 bytes), 2 there already." in desk.run("upload", "music").stdout
    assert desk.uploads[1:] == [(Path("music"), None)]


def test_other_content_is_refused_and_told(desk: Desk) -> None:
    desk.library.store.put("a.mp3", b"ours")
    desk.do(desk.library.blobs.put("a.mp3", Stream([b"theirs"]), "audio/mpeg"))
    result = desk.run("upload", "music")
    assert result.exit_code == 4
    assert "different\ta.mp3\t" in result.stdout
    assert "--replace" in result.stdout
    assert desk.run("upload", "music", "--replace").exit_code == 0


def test_failures_have_their_own_exit_code(desk: Desk) -> None:
    desk.library.store.put("a.mp3", b"x")
    desk.library.store.deny("a.mp3", FailureReason.UNREADABLE, "permission denied")
    result = desk.run("upload", "music")
    assert result.exit_code == 6
    assert "unreadable\ta.mp3\tpermission denied" in result.stdout


def test_for_programs(desk: Desk) -> None:
    desk.library.store.put("a.mp3", b"12345")
    desk.library.store.unlist("locked/", FailureReason.UNREADABLE, "denied")
    assert desk.json("upload", "music", code=6) == {
        "files": 2,
        "sent": 1,
        "sent_bytes": 5,
        "there": 0,
        "different": [],
        "failed": [{"key": "locked/", "reason": "unreadable", "detail": "denied"}],
    }
    assert desk.do(keys_of(desk.library.blobs)) == ["a.mp3"]


def test_long_lists_are_cut_for_people(desk: Desk) -> None:
    for number in range(30):
        desk.library.store.unlist(f"{number:02}/")
    result = desk.run("upload", "music")
    assert "19/" in result.stdout
    assert "20/" not in result.stdout
    assert "… and 10 more" in result.stderr


def test_a_service_that_is_down(desk: Desk) -> None:
    desk.library.blobs.reachable = False
    desk.library.store.put("a.mp3", b"x")
    result = desk.run("upload", "music")
    assert result.exit_code == 5
    assert isinstance(result.exception, SystemExit)
    assert Unavailable.__name__ not in result.stderr
