"""Side files in a folder keep their promises, whatever lies there."""

import os
from pathlib import Path

import pytest

from musicsim.adapters.filesystem.side_files import FilesystemSideFiles
from musicsim.ports.side_files import SideFiles
from tests.contracts.side_files_contract import Attic, SideFilesContract


class FolderAttic(Attic):
    def __init__(self, root: Path):
        self.root = root
        self.files = FilesystemSideFiles(root)

    async def put(self, key: str, data: bytes) -> None:
        (self.root / key).parent.mkdir(parents=True, exist_ok=True)
        (self.root / key).write_bytes(data)


class TestFilesystemSideFiles(SideFilesContract):
    @pytest.fixture
    def attic(self, tmp_path: Path) -> Attic:
        return FolderAttic(tmp_path)

    @pytest.fixture
    def broken(self, tmp_path: Path) -> SideFiles:
        return FilesystemSideFiles(tmp_path / "not mounted")


async def test_odd_things_are_passed_over_and_links_followed(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo.jpg")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "nowhere.jpg").symlink_to(tmp_path / "gone")
    (tmp_path / "elsewhere").write_bytes(b"x")
    (tmp_path / "cover.jpg").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "\udcff.jpg").write_bytes(b"x")
    files = FilesystemSideFiles(tmp_path)
    assert [file.key for file in await files.starting_with("")] == ["cover.jpg"]
    assert await files.read("cover.jpg", 10) == b"x"
    for key in ("fifo.jpg", "folder.jpg", "nowhere.jpg"):
        assert await files.read(key, 10) is None
