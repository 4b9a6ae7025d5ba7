"""An inspector that knows one format."""

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.audio_format import AudioFormat
from musicsim.domain.model.failure import FailureReason
from musicsim.ports.audio_inspector import AudioInspector

_WAV = AudioFormat(("wav", "wave", "bwf"))


class MemoryAudioInspector(AudioInspector):
    """Takes what MemoryAnalyser can listen to: PCM WAV of 16 bits. Knob: `fails_with` makes every call raise that."""

    def __init__(self, *, fails_with: FailureReason | None = None) -> None:
        self.fails_with = fails_with

    async def inspect(self, source: AudioSource) -> AudioFormat:
        await MemoryAnalyser(fails_with=self.fails_with).analyse(source)
        return _WAV
