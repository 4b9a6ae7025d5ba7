"""The folders of this machine are shown as promised."""

from pathlib import Path

import pytest

from musicsim.adapters.filesystem.server_folders import MachineFolders
from musicsim.domain.errors import Invalid, NotFound
from tests.contracts.server_folders_contract import ServerFoldersContract


class TestMachineFolders(ServerFoldersContract):
    @pytest.fixture
    def root(self, tmp_path: Path) -> str:
        for name in ("a.mp3", "b.FLAC", "words.txt", ".hidden.mp3", "Jazz/c.ogg", ".git/d.mp3", "@eaDir/e.mp3"):
            file = tmp_path / "music" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
        (tmp_path / "music" / "round").symlink_to(tmp_path / "music" / "round")
        return str(tmp_path)

    @pytest.fixture
    def folders(self, root: str) -> MachineFolders:
        return MachineFolders([f"{root}/nowhere", f"{root}/music"])

    async def test_a_file_is_no_folder(self, folders: MachineFolders, root: str):
        with pytest.raises(NotFound, match="Not a directory"):
            await folders.look(f"{root}/music/a.mp3")

    @pytest.mark.parametrize("path", ["/a\0b", "/\udcff"])
    async def test_what_no_folder_can_be_called(self, folders: MachineFolders, path: str):
        with pytest.raises(Invalid):
            await folders.look(path)

    async def test_dots_are_walked(self, folders: MachineFolders, root: str):
        assert (await folders.look(f"{root}/music/Jazz/..")).path == f"{root}/music"
