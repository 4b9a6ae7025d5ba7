"""ZIP archives by the standard library."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from musicsim.domain.model.archive import Member
from musicsim.ports.archiver import Archiver

_MODE = 0o100644
_CHUNK = 65536


class ZipArchiver(Archiver):
    """ZIP with 64-bit sizes, as those are not known beforehand. Audio does not get smaller: level 0 only wraps it.

    It wraps on the event loop, as sending the bytes takes longer. Threads that waited for the loop to bring the next
    chunk would be those that this needs: with a few downloads at once, all would wait for ever.
    """

    @property
    def media_type(self) -> str:
        return "application/zip"

    @property
    def ending(self) -> str:
        return "zip"

    async def archive(self, members: AsyncIterator[Member]) -> AsyncGenerator[bytes, None]:
        written = _Written()
        async with _closing(members):
            with ZipFile(written, "w") as archive:
                async for member in members:
                    with archive.open(_info(member), "w", force_zip64=True) as entry:
                        async with _closing(member.chunks):
                            yield written.taken()
                            async for chunk in member.chunks:
                                for start in range(0, len(chunk), _CHUNK):
                                    entry.write(chunk[start : start + _CHUNK])
                                    if data := written.taken(_CHUNK):
                                        yield data
            yield written.taken()


class _Written:
    """What the archive writes, until somebody takes it. It cannot go back, so sizes stand behind what they are of."""

    def __init__(self) -> None:
        self._data = bytearray()

    def write(self, data: bytes) -> int:
        self._data += data
        return len(data)

    def flush(self) -> None:
        """Nothing holds it back."""

    def close(self) -> None:
        """It ends with the archive."""

    def taken(self, least: int = 0) -> bytes:
        """All of it when it is as much as `least`, else nothing."""
        if len(self._data) < least:
            return b""
        data = bytes(self._data)
        self._data.clear()
        return data


def _info(member: Member) -> ZipInfo:
    """How the member is written; ZIP's years begin with 1980 and end with 2107, and its clocks have no zone."""
    moment = member.modified_at
    info = ZipInfo(member.name, (min(max(moment.year, 1980), 2107), *moment.timetuple()[1:6]))
    # what is "stored" has to have its size before it, so it is "deflated" without being packed
    info.compress_type = ZIP_DEFLATED
    info._compresslevel = 0  # type: ignore[attr-defined]  # noqa: SLF001 - only names can be opened with a level
    info.external_attr = _MODE << 16
    return info


@asynccontextmanager
async def _closing(items: AsyncIterator[object]) -> AsyncIterator[None]:
    """Close them at the end if they are a generator, as what stops early leaves it to others."""
    try:
        yield
    finally:
        if isinstance(items, AsyncGenerator):
            await items.aclose()
