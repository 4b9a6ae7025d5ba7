"""Listening to one track and keeping what was found."""

from collections.abc import Awaitable, Callable

import pytest

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioObject
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.model.vectors import Space
from musicsim.domain.use_cases.analyse_track import Outcome
from tests.unit.use_cases.library import SILENCE, Library, tone


async def _scanned(data: bytes) -> Library:
    library = Library()
    library.store.put("a.wav", data)
    await library.scan()
    return library


async def test_what_is_heard_is_kept() -> None:
    library = await _scanned(tone(440))
    [track] = (await library.tracks()).values()
    assert await library.app.analyse_track(track.id) is Outcome.ANALYSED
    details = await library.app.show_track(track.id)
    assert details.track.status is TrackStatus.ANALYSED
    assert details.analysis is not None
    assert [e.space for e in details.analysis.embeddings] == [s.name for s in library.analyser.spaces]
    assert library.metrics.observed("tracks.listened", outcome="analysed")


async def test_silence_is_no_failure() -> None:
    library = await _scanned(SILENCE)
    assert await library.listen() == [Outcome.SILENT]
    assert (await library.tracks())["a.wav"].status is TrackStatus.SILENT
    assert await library.index.count(library.analyser.spaces[0]) == 0


@pytest.mark.parametrize(("data", "reason"), [(b"", FailureReason.EMPTY), (b"text", FailureReason.NOT_AUDIO)])
async def test_what_cannot_be_heard_has_a_reason(data: bytes, reason: FailureReason) -> None:
    library = await _scanned(data)
    assert await library.listen() == [Outcome.FAILED]
    track = (await library.tracks())["a.wav"]
    assert track.failure is not None
    assert (track.status, track.failure.reason) == (TrackStatus.FAILED, reason)
    assert (await library.app.report_status()).counts.failed == {reason: 1}


async def test_a_file_that_is_gone_is_missing_not_failed() -> None:
    library = await _scanned(tone(440))
    library.store.remove("a.wav")
    assert await library.listen() == [Outcome.GONE]
    assert (await library.app.report_status()).counts.missing == 1


async def test_a_file_moved_at_the_moment_its_turn_comes_is_not_missing() -> None:
    library = Library()
    library.store = store = _Restless()
    store.put("a.wav", tone(440))
    await library.scan()

    async def move() -> None:
        store.rename("a.wav", "moved.wav")
        await library.scan()

    store.disturb = move
    assert await library.listen() == [Outcome.OUTDATED]
    assert list(await library.tracks()) == ["moved.wav"]
    assert await library.listen() == [Outcome.ANALYSED]


class _Restless(MemoryAudioStore):
    """Once, something happens right before an object is looked at."""

    disturb: Callable[[], Awaitable[None]] | None = None

    async def stat(self, key: str) -> AudioObject | None:
        disturb, self.disturb = self.disturb, None
        if disturb is not None:
            await disturb()
        return await super().stat(key)


async def test_what_was_heard_is_not_listened_to_again() -> None:
    library = await _scanned(tone(440))
    [track] = (await library.tracks()).values()
    await library.listen()
    library.analyser.fails_with = FailureReason.DAMAGED
    assert await library.app.analyse_track(track.id) is Outcome.SPARED
    assert (await library.tracks())["a.wav"].status is TrackStatus.ANALYSED


async def test_what_is_gone_or_unknown_is_not_listened_to() -> None:
    library = await _scanned(tone(440))
    [track] = (await library.tracks()).values()
    library.store.remove("a.wav")
    library.store.put("b.wav", tone(220))
    await library.scan()
    assert await library.app.analyse_track(track.id) is Outcome.SPARED
    assert await library.app.analyse_track(TrackId("nobody")) is Outcome.SPARED


async def test_a_file_that_vanishes_while_it_is_listened_to_is_missing() -> None:
    library = await _scanned(tone(440))
    library.analyser.fails_with = FailureReason.VANISHED
    assert await library.listen() == [Outcome.GONE]
    assert (await library.app.report_status()).counts.missing == 1


async def test_what_another_model_heard_in_the_same_bytes_is_not_adopted() -> None:
    library = await _scanned(tone(440))
    await library.listen()
    library.store.put("copy.wav", tone(440))
    await library.scan()
    library.analyser = _Newer()
    assert await library.listen() == [Outcome.ANALYSED]


class _Newer(MemoryAnalyser):
    """The same ears, but its space has another name."""

    @property
    def spaces(self) -> list[Space]:
        return [Space("memory@2", 24)]


async def test_a_file_that_changed_since_waits_for_the_next_scan() -> None:
    library = await _scanned(tone(440))
    library.store.put("a.wav", tone(220))
    assert await library.listen() == [Outcome.OUTDATED]
    await library.scan()
    assert await library.listen() == [Outcome.ANALYSED]


async def test_a_database_that_is_down_is_said_to_be() -> None:
    library = await _scanned(tone(440))
    [track] = (await library.tracks()).values()
    library.database.reachable = False
    with pytest.raises(Unavailable):
        await library.app.analyse_track(track.id)
    library.database.reachable = True
    assert await library.listen() == [Outcome.ANALYSED]
