"""Side files in memory keep their promises."""

import pytest

from musicsim.adapters.memory.side_files import MemorySideFiles
from musicsim.ports.side_files import SideFiles
from tests.contracts.side_files_contract import Attic, SideFilesContract


class MemoryAttic(Attic):
    def __init__(self):
        self.files = self.memory = MemorySideFiles()

    async def put(self, key: str, data: bytes) -> None:
        self.memory.files[key] = data


class TestMemorySideFiles(SideFilesContract):
    @pytest.fixture
    def attic(self) -> Attic:
        return MemoryAttic()

    @pytest.fixture
    def broken(self) -> SideFiles:
        files = MemorySideFiles()
        files.reachable = False
        return files


async def test_what_is_closed_is_listed_but_not_read():
    files = MemorySideFiles()
    files.files["a.jpg"], files.closed = b"x", {"a.jpg"}
    assert [file.key for file in await files.starting_with("")] == ["a.jpg"]
    assert await files.read("a.jpg", 10) is None
