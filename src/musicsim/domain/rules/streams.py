"""Bytes on their way into a store."""

import hashlib
from collections.abc import AsyncGenerator, AsyncIterable

from musicsim.domain.errors import Invalid


class Checksum:
    """The SHA-256 and the number of bytes that pass."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.size = 0

    def add(self, data: bytes) -> None:
        """Count `data` in."""
        self._digest.update(data)
        self.size += len(data)

    def checked(self, expected: str) -> str:
        """The SHA-256 in lower-case hex; Invalid when it is not `expected`, unless that is "" for not known."""
        found = self._digest.hexdigest()
        if expected not in {"", found}:
            message = f"The bytes are not those that were announced: their SHA-256 is {found}, not {expected}."
            raise Invalid(message, "sha256")
        return found


async def regrouped(chunks: AsyncIterable[bytes], size: int) -> AsyncGenerator[bytes, None]:
    """The same bytes in pieces of `size`, the last of which may be shorter, but not empty."""
    held = bytearray()
    async for chunk in chunks:
        held += chunk
        while len(held) >= size:
            with memoryview(held) as view:  # a slice of `held` itself would be a further copy
                piece = bytes(view[:size])
            del held[:size]
            yield piece
    if held:
        yield bytes(held)


async def at_once(data: bytes) -> AsyncGenerator[bytes, None]:
    """Bytes that are all there, as a stream."""
    yield data


async def whole(chunks: AsyncIterable[bytes]) -> bytes:
    """All bytes of a stream that is known to be short."""
    return b"".join([chunk async for chunk in chunks])
