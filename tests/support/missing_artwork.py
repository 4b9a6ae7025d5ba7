"""A library whose albums have no pictures, and somebody who paints."""

from collections.abc import AsyncIterable
from dataclasses import dataclass, field, replace
from typing import Any

from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.adapters.memory.blob_store import MemoryBlobStore
from musicsim.adapters.memory.side_files import MemorySideFiles
from musicsim.bootstrap import Ports, assemble
from musicsim.bootstrap.painting import Painting
from musicsim.config import Settings
from musicsim.domain.model.album_picture import AlbumPicture, ArtworkAccount
from musicsim.domain.model.blob import Blob
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.painting import ArtworkSearch, Subject
from musicsim.domain.model.track import Track
from musicsim.domain.rules.album_pictures import subject_of
from musicsim.ports.album_pictures import AlbumPictures
from tests.unit.use_cases.library import Library, tone


class Killed(BaseException):
    """The process is gone: nothing after this happens."""


class MortalBlobs(MemoryBlobStore):
    """Knob: `dies_after_put`."""

    dies_after_put = False

    async def put(self, key: str, chunks: AsyncIterable[bytes], media_type: str, **others: Any) -> Blob:
        blob = await super().put(key, chunks, media_type, **others)
        if self.dies_after_put:
            raise Killed
        return blob


@dataclass
class Gallery:
    """A library that keeps its ports, and paints with `painters`. `changed` are ports to put in place of others."""

    library: Library = field(default_factory=lambda: Library(blobs=MortalBlobs()))
    painters: list[MemoryArtworkGenerator] = field(default_factory=lambda: [MemoryArtworkGenerator()])

    def __post_init__(self) -> None:
        self.changed: dict[str, Any] = {}

    @property
    def ports(self) -> Ports:
        return replace(self.library.ports, generators=self.painters, **self.changed)

    @property
    def painting(self) -> Painting:
        return assemble(Settings(), self.ports).painting

    @property
    def beside(self) -> dict[str, bytes]:
        files = self.library.ports.side_files
        assert isinstance(files, MemorySideFiles)
        return files.files

    async def album(self, name: str, *, pitch: float = 440, tracks: int = 1) -> Subject:
        """An album of tones that were listened to."""
        for number in range(tracks):
            key = f"{name}/{number}.wav"
            self.library.say(key, artist="Ann", album=name)
            self.library.store.put(key, tone(pitch + number))
        await self.library.scan()
        await self.library.listen()
        return subject_of(await self.track(f"{name}/0.wav"))

    async def alone(self, key: str = "heap/one.wav") -> Subject:
        self.library.store.put(key, tone(300))
        await self.library.scan()
        await self.library.listen()
        return subject_of(await self.track(key))

    async def track(self, key: str) -> Track:
        return (await self.library.tracks())[key]

    async def round(self, limit: int = 10) -> list[ArtworkSearch]:
        done: list[ArtworkSearch] = []
        await self.painting.generate_missing(limit, done.append)
        return done

    async def account(self, subject: Subject) -> ArtworkAccount:
        return await self.painting.explain(subject)

    async def shown(self, track: TrackId) -> AlbumPicture | None:
        pictures: AlbumPictures = self.ports.album_pictures
        return (await pictures.shown([track])).get(track)

    @property
    def painted(self) -> list[str]:
        return [order.key for painter in self.painters for order in painter.orders]
