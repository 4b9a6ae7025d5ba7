"""What everyone promises who looks into the server's folders."""

import pytest

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.library_place import ServerFolder
from musicsim.ports.server_folders import ServerFolders


class ServerFoldersContract:
    """Subclasses supply the fixtures `folders` and `root`: a path in which music/ holds 2 audio files, music/Jazz 1."""

    async def test_a_folder_is_looked_into(self, folders: ServerFolders, root: str):
        assert await folders.look(f"{root}/music/") == ServerFolder(f"{root}/music", root, ["Jazz"], 2)
        assert (await folders.look(f"{root}/music/Jazz")).files == 1

    async def test_the_root_lies_in_nothing(self, folders: ServerFolders):
        assert (await folders.look("/")).parent is None

    async def test_what_is_not_there_is_not_found(self, folders: ServerFolders, root: str):
        with pytest.raises(NotFound):
            await folders.look(f"{root}/nowhere")

    async def test_a_path_begins_at_the_root(self, folders: ServerFolders):
        with pytest.raises(Invalid):
            await folders.look("music")

    async def test_the_usual_ones_are_there(self, folders: ServerFolders, root: str):
        assert await folders.usual() == [f"{root}/music"]
