"""Two libraries seen as one."""

from collections.abc import AsyncIterator

from musicsim.adapters.mounted.closing import closed_behind
from musicsim.domain.model.audio import AudioObject, AudioSource, Unlisted
from musicsim.ports.audio_store import AudioStore

Found = AudioObject | Unlisted


class MountedAudioStore(AudioStore):
    """A library and, seen through it, the keys of another store that all begin with `prefix`.

    What the library itself has below `prefix` stays: only an object at the very key of one that is `mounted` is hidden
    behind it. Both must answer: half of a listing would make the other half seem gone.
    """

    def __init__(self, library: AudioStore, mounted: AudioStore, prefix: str) -> None:
        self._library, self._mounted, self._prefix = library, mounted, prefix

    async def walk(self) -> AsyncIterator[Found]:
        async with closed_behind(self._library.walk()) as ours, closed_behind(self._mounted.walk()) as theirs:
            async for item in _merged(ours, theirs):
                yield item

    async def stat(self, key: str) -> AudioObject | None:
        return (await self._mounted.stat(key) if self._is_below(key) else None) or await self._library.stat(key)

    async def content_hash(self, key: str) -> str:
        return await (await self._store_of(key)).content_hash(key)

    async def source(self, key: str) -> AudioSource:
        return await (await self._store_of(key)).source(key)

    async def url(self, key: str, seconds: float, media_type: str = "") -> str | None:
        return await (await self._store_of(key)).url(key, seconds, media_type)

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        store = await self._store_of(key)
        async with closed_behind(store.read(key, start, stop)) as chunks:
            async for chunk in chunks:
                yield chunk

    def _is_below(self, key: str) -> bool:
        return key.startswith(self._prefix)

    async def _store_of(self, key: str) -> AudioStore:
        """Where the object at a key is, or would be."""
        if self._is_below(key) and await self._mounted.stat(key) is not None:
            return self._mounted
        return self._library


async def _merged(ours: AsyncIterator[Found], theirs: AsyncIterator[Found]) -> AsyncIterator[Found]:
    """Both, ascending by key; of two at one key that of `theirs`."""
    one, other = await anext(ours, None), await anext(theirs, None)
    while one and other:
        if one.key < other.key:
            yield one
            one = await anext(ours, None)
            continue
        if one.key == other.key:
            one = await anext(ours, None)
        yield other
        other = await anext(theirs, None)
    while one:
        yield one
        one = await anext(ours, None)
    while other:
        yield other
        other = await anext(theirs, None)
