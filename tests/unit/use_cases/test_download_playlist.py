"""A playlist's audio in one archive, when files are not what they were."""

import io
import zipfile
from collections.abc import AsyncIterator

import pytest

from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.failure import Failure, FailureReason, UnreadableAudio
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Caller, Role
from tests.unit.use_cases.library import Library, tone

ANN = Caller(UserId("ann"), Role.LISTENER)


class BreakingStore(MemoryAudioStore):
    """Knob: reading the file `breaks` raises `fault` behind its first 1000 bytes. `closed` tells who was let go of."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self.breaks = ""
        self.fault = fault
        self.closed: list[str] = []

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        try:
            async for chunk in super().read(key, start, stop):
                if key == self.breaks:
                    yield chunk[:1000]
                    raise self.fault
                yield chunk
        finally:
            self.closed.append(key)


async def downloaded(fault: Exception) -> tuple[BreakingStore, AsyncIterator[bytes]]:
    store = BreakingStore(fault)
    library = Library(store=store)
    await library.fill(a=tone(200), b=tone(300), c=tone(400))
    tracks = await library.tracks()
    app = library.app
    made = await app.curation.create_playlist(ANN, "x", tracks=[track.id for track in tracks.values()])
    store.breaks = "b.wav"
    store.closed.clear()
    return store, (await app.curation.download_playlist(ANN, made.id)).chunks


async def test_a_file_that_breaks_off_is_told_and_the_rest_goes_on():
    store, chunks = await downloaded(UnreadableAudio(Failure(FailureReason.VANISHED, "gone")))
    archive = zipfile.ZipFile(io.BytesIO(b"".join([chunk async for chunk in chunks])))
    assert archive.namelist() == ["x/01 a.wav", "x/02 b.wav", "x/03 c.wav", "x/x.m3u8", "x/left out.txt"]
    assert archive.read("x/02 b.wav") == tone(300)[:1000]
    assert archive.read("x/03 c.wav") == tone(400)
    assert archive.read("x/left out.txt").startswith(b"02 b.wav breaks off: ")
    assert store.closed == ["a.wav", "b.wav", "c.wav"]


async def test_a_store_that_goes_away_ends_the_archive():
    store, chunks = await downloaded(Unavailable("library", "gone"))
    with pytest.raises(Unavailable):
        async for _ in chunks:
            pass
    assert store.closed == ["a.wav", "b.wav"]


async def test_who_leaves_half_way_leaves_nothing_open():
    store, chunks = await downloaded(Unavailable("library", "gone"))
    store.breaks = ""
    await anext(chunks)
    await chunks.aclose()
    assert store.closed == ["a.wav"]
