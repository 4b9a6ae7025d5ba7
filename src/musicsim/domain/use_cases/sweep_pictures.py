"""Remove the blobs of pictures that nobody names any more."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from musicsim.domain.model.artwork import ArtworkSize
from musicsim.domain.rules.artwork_policy import MOSAICS, PICTURES_PREFIX, variant_key
from musicsim.ports.album_pictures import AlbumPictures
from musicsim.ports.artworks import Artworks
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.clock import Clock
from musicsim.ports.metrics import Metrics

GRACE = timedelta(hours=1)
"""For which a picture may be unnamed: its row is written after its bytes."""

EVERY = timedelta(minutes=1)
"""Between two rounds."""

MOST_MOSAICS = 250
"""Of a part of them: they are made again when they are asked for."""

_DIGITS = "0123456789abcdef"
_PARTS = [*(f"{PICTURES_PREFIX}{a}{b}" for a in _DIGITS for b in _DIGITS), *(f"{MOSAICS}{a}" for a in _DIGITS)]
_MOST_SUSPECTS = 20_000


@dataclass(slots=True)
class _Round:
    """Where this process is, and what it saw unnamed, since when."""

    part: int = 0
    at: datetime | None = None
    suspects: dict[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SweepPictures:
    """One part of the store a round, by the first digits of names; what is unnamed twice, an hour apart, goes."""

    blobs: BlobStore
    artworks: Artworks
    pictures: AlbumPictures
    clock: Clock
    metrics: Metrics

    _round: _Round = field(default_factory=_Round, init=False, compare=False)

    async def __call__(self) -> int:
        """How many pictures were removed; 0, at once, when the last round was only just."""
        now, here = self.clock.now(), self._round
        if here.at is not None and now - here.at < EVERY:
            return 0
        part, here.part, here.at = _PARTS[here.part], (here.part + 1) % len(_PARTS), now
        removed = await (self._thin_out(part) if part.startswith(MOSAICS) else self._look(part, now))
        removed += await self._remove_due(now)
        self.metrics.count("artwork.swept", removed)
        return removed

    async def _look(self, part: str, now: datetime) -> int:
        names = {entry.key.split("/")[1] async for entry in self.blobs.walk(part)}
        for name in sorted(names - await self._named(names)):
            if len(self._round.suspects) < _MOST_SUSPECTS:
                self._round.suspects.setdefault(name, now)
        return 0

    async def _remove_due(self, now: datetime) -> int:
        suspects = self._round.suspects
        due = {name for name, since in suspects.items() if now - since >= GRACE}
        gone = due - await self._named(due)
        for name in gone:
            for size in ArtworkSize:
                await self.blobs.delete(variant_key(name, size))
        for name in due:
            del suspects[name]
        return len(gone)

    async def _thin_out(self, part: str) -> int:
        """All of a part, when it has grown large: who wants to see one has it made again."""
        keys = [entry.key async for entry in self.blobs.walk(part)]
        if len(keys) <= MOST_MOSAICS:
            return 0
        for key in keys:
            await self.blobs.delete(key)
        return len(keys)

    async def _named(self, names: Collection[str]) -> frozenset[str]:
        if not names:
            return frozenset()
        return await self.artworks.named(names) | await self.pictures.named(names)
