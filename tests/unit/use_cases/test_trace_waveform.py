"""Drawing a track's waveform, once."""

import asyncio

import pytest

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.analysis import Waveform
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.identity import TrackId
from musicsim.domain.use_cases.scan_library import ScanOptions
from tests.unit.use_cases.library import Library, tone


class _Counting(MemoryAnalyser):
    """Counts how often it traced."""

    traced = 0

    async def waveform(self, source: AudioSource, points: int = 800) -> Waveform:
        self.traced += 1
        return await super().waveform(source, points)


async def _library() -> tuple[Library, _Counting, TrackId]:
    analyser = _Counting(delay=0.001)
    library = Library(analyser=analyser)
    await library.fill(a=tone(440))
    return library, analyser, (await library.tracks())["a.wav"].id


async def test_it_is_traced_once_however_many_ask() -> None:
    library, analyser, track_id = await _library()
    trace = library.app.trace_waveform
    first, second = await asyncio.gather(trace(track_id), trace(track_id))
    assert (first.peaks == second.peaks).all()
    assert (await trace(track_id)).peaks.max() > 100
    assert analyser.traced == 1


async def test_one_who_goes_away_does_not_take_it_from_another() -> None:
    library, analyser, track_id = await _library()
    trace = library.app.trace_waveform
    impatient, patient = asyncio.create_task(trace(track_id)), asyncio.create_task(trace(track_id))
    await asyncio.sleep(0)
    impatient.cancel()
    assert len((await patient).peaks) == 800
    assert analyser.traced == 1


async def test_what_cannot_be_traced() -> None:
    library = Library()
    await library.fill(broken=b"?", gone=tone(440))
    tracks = await library.tracks()
    library.store.remove("gone.wav")
    with pytest.raises(Conflict, match="cannot be decoded"):
        await library.app.trace_waveform(tracks["broken.wav"].id)
    with pytest.raises(NotFound, match="gone"):
        await library.app.trace_waveform(tracks["gone.wav"].id)
    with pytest.raises(NotFound):
        await library.app.trace_waveform(TrackId("nobody"))


async def test_another_sound_at_the_same_key_is_never_drawn() -> None:
    library, analyser, track_id = await _library()
    library.store.put("a.wav", tone(220))
    with pytest.raises(Conflict, match="Scan the library"):
        await library.app.trace_waveform(track_id)
    library.store.remove("a.wav")
    await library.scan(ScanOptions(accept_empty=True))
    library.store.put("a.wav", tone(220))
    with pytest.raises(NotFound):
        await library.app.trace_waveform(track_id)
    assert analyser.traced == 0
