"""A library in memory with the use cases that fill it."""

import io
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.adapters.memory.blob_store import MemoryBlobStore
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.ids import SequentialIds
from musicsim.adapters.memory.job_queue import MemoryJobQueue
from musicsim.adapters.memory.lease import MemoryLease
from musicsim.adapters.memory.metrics import MemoryMetrics
from musicsim.adapters.memory.tag_reader import MemoryTagReader
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.bootstrap import Application, Ports, assemble
from musicsim.bootstrap.stores import with_uploads
from musicsim.config import Settings
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.scan import Scan
from musicsim.domain.model.track import Track
from musicsim.domain.rules.tagging import OwnWords
from musicsim.domain.use_cases.analyse_track import Outcome
from musicsim.domain.use_cases.scan_library import PLAIN, ScanOptions
from tests.support.application import memory_ports


def tone(pitch: float, seconds: float = 0.5, level: float = 0.5, rate: int = 8000) -> bytes:
    """A WAV file of one tone in Hz: other pitches sound different, other levels do not."""
    times = np.arange(int(seconds * rate)) / rate
    samples = (level * 32767 * np.sin(2 * np.pi * pitch * times)).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file.getvalue()


SILENCE = tone(0)


@dataclass
class Library:
    """Everything in memory, wired as the application is."""

    store: MemoryAudioStore = field(default_factory=MemoryAudioStore)
    blobs: MemoryBlobStore = field(default_factory=MemoryBlobStore)
    database: MemoryDatabase = field(default_factory=MemoryDatabase)
    analyser: MemoryAnalyser = field(default_factory=MemoryAnalyser)
    index: MemoryVectorIndex = field(default_factory=MemoryVectorIndex)
    tags: MemoryTagReader = field(default_factory=MemoryTagReader)
    lease: MemoryLease = field(default_factory=MemoryLease)
    clock: ManualClock = field(default_factory=ManualClock)
    metrics: MemoryMetrics = field(default_factory=MemoryMetrics)
    ids: SequentialIds = field(default_factory=SequentialIds)
    others: Mapping[str, Any] = field(default_factory=dict)
    """Further ports, in place of the usual ones."""

    def __post_init__(self) -> None:
        self.queue = MemoryJobQueue(self.clock)
        self._others = memory_ports(self.database, self.clock, **self.others)

    @property
    def ports(self) -> Ports:
        return replace(
            self._others,
            store=with_uploads(self.store, self.blobs),
            blobs=self.blobs,
            tags=self.tags,
            analyser=self.analyser,
            index=self.index,
            queue=self.queue,
            lease=self.lease,
            ids=self.ids,
            metrics=self.metrics,
        )

    @property
    def app(self) -> Application:
        return assemble(Settings(), self.ports)

    def say(self, key: str, *, artist: str = "", album: str = "", genre: str = "", year: int | None = None) -> None:
        """What the file with that key says of itself."""
        words = OwnWords(artists=[artist], album=album, genre=genre, year=str(year or ""))
        self.tags.words[key] = words

    async def scan(self, options: ScanOptions = PLAIN) -> Scan:
        return await self.app.scan_library(options)

    async def listen(self) -> list[Outcome]:
        """Listen to all that waits, one after the other."""
        outcomes = []
        for track in await self.ports.analyses.pending(1000):
            outcomes.append(await self.app.analyse_track(track.id))  # noqa: PERF401
        await self.app.index_tracks()
        return outcomes

    async def fill(self, **files: bytes) -> None:
        """Put files into the library (name__sub is name/sub.wav), scan and listen."""
        for name, data in files.items():
            self.store.put(f"{name.replace('__', '/')}.wav", data)
        await self.scan()
        await self.listen()

    async def tracks(self) -> dict[str, Track]:
        """The present tracks by key."""
        page = await self.app.search_tracks(TrackQuery(limit=500))
        return {track.key: track for track in page.items}
