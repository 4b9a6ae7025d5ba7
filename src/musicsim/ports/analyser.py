"""Listening."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from musicsim.domain.model.analysis import Analysis, Waveform
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.clip import Excerpt
from musicsim.domain.model.segments import Segments
from musicsim.domain.model.vectors import Space


class Analyser(Protocol):
    """Listens to audio. The same bytes give the same answer, wherever they come from.

    Every method that opens audio raises UnreadableAudio with a reason when that audio is at fault. What it does is
    never done on the event loop, and several calls may be under way at once: more than the analyser can serve wait.
    """

    @property
    @abstractmethod
    def spaces(self) -> Sequence[Space]:
        """The embedding spaces that an analysis fills, the one that answers "what sounds like this?" first."""

    @property
    @abstractmethod
    def print_model(self) -> str:
        """The model of the fingerprints, as "name@version"."""

    @property
    @abstractmethod
    def concurrency(self) -> int:
        """How many calls it serves at once."""

    @abstractmethod
    async def analyse(self, source: AudioSource) -> Analysis:
        """Listen to a whole track, from its parts.

        An embedding for each of `spaces`, except for digital silence, which has none. Tempo and key are None where
        nothing could be told. Audio of any length above one sample is answered. The `fingerprint` is of one stretch.
        """

    @abstractmethod
    async def segments(self, source: AudioSource) -> Segments:
        """The fingerprint of a whole track, or of its first two hours; needs a full decode."""

    @abstractmethod
    async def excerpt(self, source: AudioSource) -> Excerpt:
        """Listen to an excerpt of at most a minute (nothing beyond is heard), of whatever format recorders write."""

    @abstractmethod
    async def waveform(self, source: AudioSource, points: int = 800) -> Waveform:
        """The peaks of `points` equal stretches; needs a full decode, so it costs more than `analyse`."""
