"""What every inbox promises."""

import asyncio
import hashlib

import pytest

from musicsim.ports.inbox import Inbox
from tests.contracts.audio_store_contract import content_of
from tests.contracts.blob_store_contract import Stream, pattern


class InboxContract:
    """Subclasses supply the fixture `inbox`, which is empty, and say how many files it keeps."""

    def kept(self, inbox: Inbox) -> int:
        raise AssertionError("Subclasses say so.")

    @pytest.mark.parametrize("chunks", [[], [b""], [b"one ", b"", b"two"], [pattern(3_000_000), b"end"]])
    async def test_what_comes_in_is_there(self, inbox: Inbox, chunks: list[bytes]):
        data = b"".join(chunks)
        async with inbox.receive(Stream(chunks)) as received:
            assert received.size == len(data)
            assert received.sha256 == hashlib.sha256(data).hexdigest()
            assert content_of(received.source) == data
            for _ in range(2):
                assert b"".join([chunk async for chunk in received.read()]) == data

    async def test_it_is_gone_afterwards(self, inbox: Inbox):
        async with inbox.receive(Stream([b"one"])):
            assert self.kept(inbox) == 1
        assert self.kept(inbox) == 0

    async def test_it_is_gone_when_whoever_has_it_fails(self, inbox: Inbox):
        with pytest.raises(RuntimeError, match="mine"):
            async with inbox.receive(Stream([b"one"])):
                raise RuntimeError("mine")
        assert self.kept(inbox) == 0

    async def test_what_breaks_off_leaves_nothing(self, inbox: Inbox):
        with pytest.raises(RuntimeError, match="went away"):
            async with inbox.receive(Stream([b"x" * 2_000_000] * 2, 1, RuntimeError("the client went away"))):
                pytest.fail("There is no whole file.")
        assert self.kept(inbox) == 0

    async def test_several_at_once_do_not_mix(self, inbox: Inbox):
        async def bring(number: int) -> None:
            data = pattern(300_000, number)
            async with inbox.receive(Stream([data[:1000], data[1000:]])) as received:
                await asyncio.sleep(0)
                assert content_of(received.source) == data

        await asyncio.gather(*map(bring, range(5)))
        assert self.kept(inbox) == 0
