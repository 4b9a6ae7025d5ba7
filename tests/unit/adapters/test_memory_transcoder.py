"""Pretended transcoding keeps the promises of the real one."""

import pytest

from musicsim.adapters.memory.transcoder import MemoryTranscoder
from musicsim.domain.model.audio import AudioSource, InlineAudio
from musicsim.domain.model.streaming import TargetFormat, Transcoding
from tests.contracts.transcoder_contract import Studio, TranscoderContract


class MemoryStudio(Studio):
    def __init__(self):
        self.transcoder = self.memory = MemoryTranscoder(most=2)

    def audio(self, seconds: float = 2.0) -> AudioSource:
        return InlineAudio(b"la" * round(8000 * seconds))

    def under_way(self) -> int:
        return self.memory.under_way


class TestMemoryTranscoder(TranscoderContract):
    @pytest.fixture
    def studio(self) -> Studio:
        return MemoryStudio()


async def test_a_fault_in_the_middle():
    transcoder = MemoryTranscoder()
    transcoder.fault, transcoder.fault_after = ValueError("a broken disk"), 1
    chunks = transcoder.transcode(InlineAudio(b"la" * 64 * 1024), Transcoding(TargetFormat.MP3, 128, 2.5))
    assert (await anext(chunks)).startswith(b"mp3 at 128 from 2.5\nlala")
    with pytest.raises(ValueError, match="disk"):
        await anext(chunks)
