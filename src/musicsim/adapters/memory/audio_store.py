"""A library in memory, with knobs for what disks and services do."""

import hashlib
from collections.abc import AsyncIterator

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioObject, AudioSource, InlineAudio, Unlisted
from musicsim.domain.model.failure import Failure, FailureReason, UnreadableAudio
from musicsim.domain.rules.audio_keys import is_audio_key
from musicsim.ports.audio_store import AudioStore

_CHUNK = 256 * 1024


class MemoryAudioStore(AudioStore):
    """Holds what a test puts into it. Not only audio: what isn't is passed over, as on a disk.

    Knobs: `put`, `remove` and `rename` change the library; `deny` makes an object unreadable though listed; `unlist`
    makes a file, or with a trailing "/" a folder and all in it, come as Unlisted; `reachable = False` makes every
    method raise Unavailable; `after_listing` holds keys to remove as soon as the walk has named them.
    """

    def __init__(self) -> None:
        self.reachable = True
        self.after_listing: set[str] = set()
        self._content: dict[str, tuple[bytes, int]] = {}
        self._denied: dict[str, Failure] = {}
        self._unlisted: dict[str, Failure] = {}
        self._writes = 0

    def put(self, key: str, data: bytes, modified_ns: int | None = None) -> None:
        """Write an object; without `modified_ns` every write is later than all before."""
        self._writes += 1
        self._content[key] = data, self._writes if modified_ns is None else modified_ns

    def remove(self, key: str) -> None:
        """Remove an object and what was denied of it."""
        del self._content[key]
        self._denied.pop(key, None)

    def rename(self, old: str, new: str) -> None:
        """Move an object as a file manager does: its time of change stays."""
        self._content[new] = self._content.pop(old)

    def deny(self, key: str, reason: FailureReason = FailureReason.UNREADABLE, detail: str = "denied") -> None:
        """From now on opening `key` fails; it stays listed."""
        self._denied[key] = Failure(reason, detail)

    def allow(self, key: str) -> None:
        """Take back `deny` and `unlist`."""
        self._denied.pop(key, None)
        self._unlisted.pop(key, None)

    def unlist(self, key: str, reason: FailureReason = FailureReason.UNREADABLE, detail: str = "denied") -> None:
        """From now on `key` can't be listed, nor anything below it when it ends in "/"."""
        self._unlisted[key] = Failure(reason, detail)

    async def walk(self) -> AsyncIterator[AudioObject | Unlisted]:
        self._check()
        for key in sorted({key for key in self._content if is_audio_key(key)} | self._unlisted.keys()):
            if failure := self._unlisted.get(key):
                yield Unlisted(key, failure)
            elif key in self._content and not self._below_unlisted(key):
                yield self._object(key)
                if key in self.after_listing:
                    self.remove(key)
            self._check()

    async def stat(self, key: str) -> AudioObject | None:
        self._check()
        return self._object(key) if key in self._content and is_audio_key(key) else None

    async def content_hash(self, key: str) -> str:
        return hashlib.sha256(self._open(key)).hexdigest()

    async def source(self, key: str) -> AudioSource:
        return InlineAudio(self._open(key))

    async def url(self, key: str, seconds: float, media_type: str = "") -> str | None:
        self._check()
        return None

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        data = self._open(key)[start:stop]
        for offset in range(0, len(data), _CHUNK):
            yield data[offset : offset + _CHUNK]

    def _open(self, key: str) -> bytes:
        self._check()
        if key not in self._content or not is_audio_key(key):
            raise UnreadableAudio(FailureReason.VANISHED, "The library has no such object.")
        if failure := self._denied.get(key):
            raise UnreadableAudio(failure.reason, failure.detail)
        return self._content[key][0]

    def _object(self, key: str) -> AudioObject:
        data, modified_ns = self._content[key]
        return AudioObject(key, len(data), modified_ns)

    def _below_unlisted(self, key: str) -> bool:
        return any(folder.endswith("/") and key.startswith(folder) for folder in self._unlisted)

    def _check(self) -> None:
        if not self.reachable:
            raise Unavailable("library", "The library in memory was made unreachable.")
