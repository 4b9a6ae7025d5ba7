"""Inboxes in memory and in a folder."""

import os
import time
from pathlib import Path

import pytest

from musicsim.adapters.filesystem.inbox import FolderInbox
from musicsim.adapters.memory.inbox import MemoryInbox
from musicsim.domain.errors import Unavailable
from musicsim.ports.inbox import Inbox
from tests.contracts.blob_store_contract import Stream
from tests.contracts.inbox_contract import InboxContract


class TestMemoryInbox(InboxContract):
    @pytest.fixture
    def inbox(self) -> Inbox:
        return MemoryInbox()

    def kept(self, inbox: MemoryInbox) -> int:
        return inbox.waiting


class TestFolderInbox(InboxContract):
    @pytest.fixture
    def inbox(self, tmp_path: Path) -> Inbox:
        self.folder = tmp_path / "made when needed"
        return FolderInbox(self.folder)

    def kept(self, inbox: FolderInbox) -> int:
        return len(list(self.folder.iterdir()))


async def test_what_a_crash_left_is_removed_a_day_later(tmp_path: Path):
    old, new = tmp_path / "old", tmp_path / "new"
    for path, age in ((old, 90_000), (new, 80_000)):
        path.write_bytes(b"x")
        os.utime(path, (time.time() - age,) * 2)
    async with FolderInbox(tmp_path).receive(Stream([b"x"])):
        assert new.exists()
        assert not old.exists()


async def test_it_is_looked_for_again_day_by_day(tmp_path: Path):
    hours = 0.0
    inbox = FolderInbox(tmp_path, now=lambda: time.time() + hours * 3600)
    left = tmp_path / "left"
    for hours in (0, 12, 49):
        async with inbox.receive(Stream([b"x"])):
            assert left.exists() is (hours == 12)
        if not hours:
            left.touch()


async def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unavailable, match="Make room"):
        async with FolderInbox(tmp_path / "file" / "inbox").receive(Stream([b"x"])):
            pytest.fail("There is no such folder.")


async def test_a_full_inbox_in_memory():
    inbox = MemoryInbox()
    inbox.full = True
    with pytest.raises(Unavailable):
        async with inbox.receive(Stream([b"x"])):
            pytest.fail("It is full.")
    assert inbox.waiting == 0
