"""A bucket as library."""

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from hashlib import sha256

from musicsim.adapters.minio.bucket import Bucket, Listed
from musicsim.adapters.minio.objects import Denied, Head, Missing
from musicsim.adapters.minio.reading import read
from musicsim.domain.model.audio import AudioObject, AudioSource, RemoteAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.rules.audio_keys import is_audio_key
from musicsim.ports.audio_store import AudioStore

ADDRESS_HOLDS = 3600.0
"""Seconds that an analyser has for coming to a source that it was given, and for reading it."""


class MinioAudioStore(AudioStore):
    """Reads the audio objects of a bucket, or of what is below a prefix of it.

    An object's time is not used: `modified_ns` is made from its etag, so that the same bytes put there again are the
    same. Its content hash is found without reading it: the SHA-256 that S3 keeps where the object came in one
    request and with that checksum, or that musicsim put beside it when it uploaded the object; else "md5:" and the
    etag where that is the MD5 of the bytes, or "etag:", etag and size where it is not, as of what came in
    several parts. The same bytes uploaded in other parts have another name then.
    """

    def __init__(self, bucket: Bucket, *, address_holds: float = ADDRESS_HOLDS) -> None:
        self._bucket, self._address_holds = bucket, address_holds

    async def walk(self) -> AsyncIterator[AudioObject]:
        async with aclosing(self._bucket.walk("", is_audio_key)) as listing:
            async for item in listing:
                yield AudioObject(item.key, item.size, _number_of(item.etag))

    async def stat(self, key: str) -> AudioObject | None:
        if not is_audio_key(key):
            return None
        found: Head | Listed | None
        try:
            found = await self._bucket.head(key)
        except Denied:
            found = await self._bucket.listed(key)  # as `walk` shows it
        return None if found is None else AudioObject(key, found.size, _number_of(found.etag))

    async def content_hash(self, key: str) -> str:
        return (await self._head(key)).content_hash

    async def source(self, key: str) -> AudioSource:
        found = await self._head(key)
        url = await self._bucket.url(key, self._address_holds)
        return RemoteAudio(url, found.size, f'"{found.etag}"')

    async def url(self, key: str, seconds: float, media_type: str = "") -> str | None:
        return await self._bucket.url(key, seconds, media_type) if is_audio_key(key) else None

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        _check(key)
        with _explained():
            async with aclosing(read(self._bucket, key, start, stop)) as chunks:
                async for chunk in chunks:
                    yield chunk

    async def _head(self, key: str) -> Head:
        _check(key)
        with _explained():
            if (found := await self._bucket.head(key)) is None:
                raise Missing
            return found


def _number_of(etag: str) -> int:
    """63 bits, for databases."""
    return int.from_bytes(sha256(etag.encode()).digest()[:8]) >> 1


def _check(key: str) -> None:
    if not is_audio_key(key):
        raise UnreadableAudio(FailureReason.VANISHED, "The library has no such object.")


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Missing as fault:
        raise UnreadableAudio(FailureReason.VANISHED, "The library has no such object.") from fault
    except Denied as fault:
        raise UnreadableAudio(FailureReason.UNREADABLE, str(fault)) from fault
