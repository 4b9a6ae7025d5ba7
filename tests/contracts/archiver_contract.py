"""What every maker of archives promises."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from datetime import UTC, datetime

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.archive import Member
from musicsim.ports.archiver import Archiver
from tests.support.samples import DAY


class Source:
    """Bytes in chunks. Knobs: `fault` is raised behind them. Tells whether it was begun and closed."""

    def __init__(self, *chunks: bytes, fault: Exception | None = None) -> None:
        self._chunks, self._fault = chunks, fault
        self.begun = self.closed = False

    async def read(self) -> AsyncIterator[bytes]:
        self.begun = True
        try:
            for chunk in self._chunks:
                yield chunk
            if self._fault is not None:
                raise self._fault
        finally:
            self.closed = True


async def members(sources: Sequence[Source], moment: datetime = DAY) -> AsyncIterator[Member]:
    for number, source in enumerate(sources):
        yield Member(f"Été/{number}.bin", moment, source.read())


class ArchiverContract:
    """Subclasses supply the fixture `archiver`; archives are ZIP files."""

    async def test_what_goes_in_comes_out_in_order(self, archiver: Archiver):
        contents = [b"one", b"", bytes(range(256)) * 2000]
        sources = [Source(content[:1000], content[1000:]) for content in contents]
        chunks = [chunk async for chunk in archiver.archive(members(sources))]
        assert max(map(len, chunks)) <= 256 * 1024
        archive = zipfile.ZipFile(io.BytesIO(b"".join(chunks)))
        assert archive.testzip() is None
        assert archive.namelist() == ["Été/0.bin", "Été/1.bin", "Été/2.bin"]
        assert [archive.read(name) for name in archive.namelist()] == contents
        assert sum(map(len, chunks)) > sum(map(len, contents))
        assert archive.infolist()[0].date_time[:3] == (2026, 3, 1)
        assert all(source.closed for source in sources)

    async def test_an_empty_one(self, archiver: Archiver):
        data = b"".join([chunk async for chunk in archiver.archive(members([]))])
        assert zipfile.ZipFile(io.BytesIO(data)).namelist() == []

    async def test_years_beyond_what_archives_know(self, archiver: Archiver):
        for year in (1970, 2200):
            moment = datetime(year, 1, 31, tzinfo=UTC)
            data = b"".join([chunk async for chunk in archiver.archive(members([Source(b"x")], moment))])
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None

    async def test_members_are_read_when_their_turn_comes_and_closed_with_the_archive(self, archiver: Archiver):
        sources = [Source(*[b"x" * 200_000] * 3), Source(b"y")]
        archive = archiver.archive(members(sources))
        assert len(await anext(archive) + await anext(archive)) < 200_000
        assert (sources[0].begun, sources[1].begun) == (True, False)
        await archive.aclose()
        assert (sources[0].closed, sources[1].begun) == (True, False)

    async def test_many_at_once_do_not_wait_for_one_another(self, archiver: Archiver):
        """Members that need threads to be read: those must not be the ones that archives hold."""
        begin = asyncio.Event()

        async def threaded() -> AsyncIterator[Member]:
            await begin.wait()
            data = await asyncio.to_thread(bytes, 10)
            yield Member("a", DAY, Source(data).read())

        async def size() -> int:
            return sum([len(chunk) async for chunk in archiver.archive(threaded())])

        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            made = [group.create_task(size()) for _ in range(40)]  # more than the loop has threads
            await asyncio.sleep(0)
            begin.set()
        assert len({each.result() for each in made}) == 1

    async def test_one_that_is_cancelled_while_it_waits_lets_go(self, archiver: Archiver):
        waits = asyncio.Event()
        closed: list[bool] = []

        async def stuck() -> AsyncIterator[bytes]:
            try:
                waits.set()
                yield await asyncio.get_running_loop().create_future()
            finally:
                closed.append(True)

        async def one() -> AsyncIterator[Member]:
            yield Member("a", DAY, stuck())

        async def read() -> None:
            async with aclosing(archiver.archive(one())) as archive:
                async for _ in archive:
                    pass

        reading = asyncio.create_task(read())
        await waits.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert closed == [True]

    async def test_what_members_raise_is_raised(self, archiver: Archiver):
        source = Source(b"x", fault=Unavailable("library", "gone"))
        with pytest.raises(Unavailable):
            async for _ in archiver.archive(members([source])):
                pass
        assert source.closed
