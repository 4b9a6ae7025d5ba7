"""What a file is, by its bytes."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.audio_format import AudioFormat


class AudioInspector(Protocol):
    """Looks at audio, without listening to all of it."""

    @abstractmethod
    async def inspect(self, source: AudioSource) -> AudioFormat:
        """The format of audio that an analyser could listen to, found by decoding its beginning.

        UnreadableAudio with a reason when it could not: whatever the file is called. Unavailable when nothing can be
        looked at just now.
        """
