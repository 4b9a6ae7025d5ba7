"""A server that is made up shows its folders as promised."""

import pytest

from musicsim.adapters.memory.server_folders import MemoryServerFolders
from tests.contracts.server_folders_contract import ServerFoldersContract


class TestMemoryServerFolders(ServerFoldersContract):
    @pytest.fixture
    def root(self) -> str:
        return "/srv"

    @pytest.fixture
    def folders(self) -> MemoryServerFolders:
        return MemoryServerFolders({"/srv/music": 2, "/srv/music/Jazz": 1})
