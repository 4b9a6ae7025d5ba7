"""ZIP archives by stream-zip."""

import zlib
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicsim.domain.model.archive import Member
from musicsim.ports.archiver import Archiver

if TYPE_CHECKING:
    from stream_zip import AsyncMemberFile

_MODE = 0o100644
_CHUNK = 65536


class ZipArchiver(Archiver):
    """ZIP with 64-bit sizes, as those are not known beforehand. Audio does not get smaller: level 0 only wraps it."""

    @property
    def media_type(self) -> str:
        return "application/zip"

    @property
    def ending(self) -> str:
        return "zip"

    async def archive(self, members: AsyncIterator[Member]) -> AsyncGenerator[bytes, None]:
        from stream_zip import async_stream_zip  # brings ciphers along that nothing else needs

        opened = _Opened(members)
        written: Any = async_stream_zip(opened.files(), chunk_size=_CHUNK, get_compressobj=_uncompressed)
        try:
            async with aclosing(written):
                async for chunk in written:
                    yield chunk
        finally:
            await opened.close()


def _uncompressed() -> Any:
    return zlib.compressobj(level=0, wbits=-zlib.MAX_WBITS)


class _Opened:
    """Members as stream-zip takes them; it leaves the one that it was reading to whoever closes it."""

    def __init__(self, members: AsyncIterator[Member]) -> None:
        self._members = members
        self._present: AsyncIterator[bytes] | None = None

    async def files(self) -> AsyncIterator["AsyncMemberFile"]:
        from stream_zip import ZIP_64

        async for member in self._members:
            self._present = member.chunks
            yield member.name, _representable(member.modified_at), _MODE, ZIP_64, member.chunks

    async def close(self) -> None:
        for left in (self._present, self._members):
            if isinstance(left, AsyncGenerator):
                await left.aclose()


def _representable(moment: datetime) -> datetime:
    """ZIP's years begin with 1980, and with the stamps that stream-zip adds they end with 2037."""
    return moment.replace(year=min(max(moment.year, 1980), 2037), day=min(moment.day, 28))
