"""What real folders hold besides plain files."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.adapters.filesystem.walking import walk
from musicsim.domain.model.audio import AudioObject, Unlisted
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from tests.support.unprivileged import seen_without_rights

NAMES = st.text(st.sampled_from("ab-./é🎵!"), min_size=1, max_size=9).map(lambda text: text.strip("./"))


def put(root: Path, *keys: str) -> None:
    for key in keys:
        (root / key).parent.mkdir(parents=True, exist_ok=True)
        (root / key).write_bytes(key.encode())


def seen(root: Path) -> dict[str, FailureReason | None]:
    return {item.key: item.failure.reason if isinstance(item, Unlisted) else None for item in walk(str(root))}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter, unlike tmp_path."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@settings(max_examples=40, deadline=None)
@given(st.sets(NAMES, max_size=12))
def test_any_tree_comes_in_order_and_complete(names: set[str]):
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            put(Path(folder), f"{name}t.mp3", f"{name}.d/t.mp3")
        found = list(seen(Path(folder)))
        there = {str(path.relative_to(folder)) for path in Path(folder).rglob("*.mp3")}
        assert found == sorted(key for key in there if not any(p[0] == "." != p[1:2] for p in key.split("/")))


def test_links_to_files_and_folders_are_followed(tmp_path: Path):
    put(tmp_path, "outside/song.mp3", "library/a.mp3")
    (tmp_path / "library" / "b.mp3").symlink_to(tmp_path / "outside" / "song.mp3")
    (tmp_path / "library" / "more").symlink_to(tmp_path / "outside")
    (tmp_path / "library" / "again").symlink_to(tmp_path / "outside")
    assert seen(tmp_path / "library") == dict.fromkeys(["a.mp3", "again/song.mp3", "b.mp3", "more/song.mp3"])


def test_links_to_a_folder_above_are_loops(tmp_path: Path):
    put(tmp_path, "a/x.mp3", "b/y.mp3")
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "a" / "other").symlink_to("../b")
    (tmp_path / "b" / "other").symlink_to("../a")
    assert seen(tmp_path) == {
        "a/other/other/": FailureReason.LOOP,
        "a/other/y.mp3": None,
        "a/up/": FailureReason.LOOP,
        "a/x.mp3": None,
        "b/other/other/": FailureReason.LOOP,
        "b/other/up/": FailureReason.LOOP,
        "b/other/x.mp3": None,
        "b/y.mp3": None,
    }


def test_links_that_lead_nowhere(tmp_path: Path):
    for name in ["song.mp3", "Albums", "Vol. 2", "cover.jpg", ".hidden"]:
        (tmp_path / name).symlink_to("absent")
    (tmp_path / "self.ogg").symlink_to("self.ogg")
    (tmp_path / "round").symlink_to("round")
    found = seen(tmp_path)
    assert found == dict.fromkeys(["Albums/", "Vol. 2/", "round/", "self.ogg", "song.mp3"], FailureReason.LOOP)
    assert list(found) == sorted(found)


async def test_opening_such_links_gives_a_reason(tmp_path: Path):
    (tmp_path / "self.ogg").symlink_to("self.ogg")
    store = FilesystemAudioStore(tmp_path)
    assert await store.stat("self.ogg") is None
    with pytest.raises(UnreadableAudio) as caught:
        await store.source("self.ogg")
    assert caught.value.failure.reason is FailureReason.LOOP


async def test_fifos_sockets_and_devices_are_passed_over_and_never_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo.mp3")
    (tmp_path / "device.mp3").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.mp3"))
        assert seen(tmp_path) == {}
        for key in ["fifo.mp3", "device.mp3", "socket.mp3"]:
            with pytest.raises(UnreadableAudio):
                await FilesystemAudioStore(tmp_path).content_hash(key)


def test_names_that_are_not_unicode(tmp_path: Path):
    (tmp_path / os.fsdecode(b"folder\xe9")).mkdir()
    for name in [
        rb"caf\xe9.mp3",
        b"caf.mp3",
        b"z.mp3",
        b"caf\xe9.mp3",
        b"\xff\xfe.ogg",
        b"\xff.jpg",
        b"folder\xe9/in.mp3",
    ]:
        (tmp_path / os.fsdecode(name)).touch()
    found = list(walk(str(tmp_path)))
    assert [item.key for item in found] == [
        r"\xff\xfe.ogg",
        "caf.mp3",
        r"caf\xe9.mp3",
        r"caf\xe9.mp3~",
        r"folder\xe9/",
        "z.mp3",
    ]
    bad = [item for item in found if isinstance(item, Unlisted)]
    assert {item.failure.reason for item in bad} == {FailureReason.BAD_NAME}
    assert all("rename" in item.failure.detail for item in bad)
    assert len(bad) == 3


def test_names_with_line_breaks_and_controls(tmp_path: Path):
    put(tmp_path, "a\nb.mp3", "\x1b[31m.mp3", "\u202ertl.mp3", "x" * 251 + ".mp3")
    assert seen(tmp_path) == dict.fromkeys(sorted(["a\nb.mp3", "\x1b[31m.mp3", "\u202ertl.mp3", "x" * 251 + ".mp3"]))


def nested(root: Path, names: Iterable[str]) -> None:
    """Make folders in folders, however long the path."""
    here = os.open(root, os.O_RDONLY)
    for name in names:
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("x.mp3", os.O_CREAT, dir_fd=here))
    os.close(here)


def test_trees_deeper_than_python_recurses(tmp_path: Path):
    nested(tmp_path, ["d"] * 1200)
    (found,) = walk(str(tmp_path))
    assert found.key == "d/" * 1200 + "x.mp3"
    subprocess.run(["rm", "-r", tmp_path / "d"], check=True)  # Python's own rmtree recurses


def test_paths_that_are_too_long(tmp_path: Path):
    nested(tmp_path, ["d" * 250] * 20)
    (found,) = walk(str(tmp_path))
    assert isinstance(found, Unlisted)
    assert found.key.endswith("d/")
    assert found.failure.reason is FailureReason.UNREADABLE


def test_a_key_has_as_many_bytes_as_every_store_can_hold(tmp_path: Path):
    nested(tmp_path, ["é" * 100] * 5 + ["é" * 6])  # 5 * 201 + 13 bytes, and those of the name
    put(tmp_path, f"{'é' * 100}/" * 5 + "é" * 6 + "/yy.mp3", f"{'é' * 100}/" * 5 + "é" * 6 + "/zzz.mp3")
    first, second, third = walk(str(tmp_path))
    assert isinstance(first, AudioObject)
    assert isinstance(second, AudioObject)
    assert len(second.key.encode()) == 1024
    assert isinstance(third, Unlisted)
    assert third.failure.reason is FailureReason.BAD_NAME


@pytest.mark.slow
def test_files_and_folders_without_permission(open_folder: Path):
    put(open_folder, "closed.mp3", "locked/in.mp3", "listed only/in.mp3", "listed only/Vol.One/in.mp3", "open/in.mp3")
    (open_folder / "closed.mp3").chmod(0)
    (open_folder / "locked").chmod(0)
    (open_folder / "listed only").chmod(0o444)
    assert seen_without_rights(open_folder) == {
        "closed.mp3": "listed",
        "hash of closed.mp3": "unreadable",
        "listed only/Vol.One/": "unreadable",
        "listed only/in.mp3": "unreadable",
        "locked/": "unreadable",
        "open/in.mp3": "listed",
        "hash of open/in.mp3": "read",
    }


@pytest.mark.slow
def test_a_root_without_permission_is_unavailable(open_folder: Path):
    put(open_folder, "a.mp3")
    open_folder.chmod(0)
    assert "Permission denied" in seen_without_rights(open_folder)["unavailable"]
