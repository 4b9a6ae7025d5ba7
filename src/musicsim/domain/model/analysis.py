"""What listening found. Every part names the model that made it, as "name@version"."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.musical_key import MusicalKey

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Embedding:
    """A point in a named, versioned embedding space: float32, shape (dimension,), unit length."""

    space: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class Tempo:
    """Beats a minute; `confidence` in 0 … 1."""

    bpm: float
    confidence: float
    model: str


@dataclass(frozen=True, slots=True)
class KeyEstimate:
    """The most likely key; `confidence` in 0 … 1."""

    key: MusicalKey
    confidence: float
    model: str


@dataclass(frozen=True, slots=True)
class Loudness:
    """Integrated loudness after ITU-R BS.1770-4, in LUFS."""

    lufs: float
    model: str


@dataclass(frozen=True, slots=True)
class Tags:
    """Probabilities of the model's own vocabulary (genre, mood, instrument, voice), each 0 … 1, independent."""

    probabilities: Mapping[str, float]
    model: str

    def top(self, count: int) -> list[tuple[str, float]]:
        """The `count` likeliest, likeliest first, ties by name."""
        return sorted(self.probabilities.items(), key=lambda item: (-item[1], item[0]))[:count]


@dataclass(frozen=True, slots=True)
class Highlight:
    """The most typical stretch; `start` and `length` in seconds."""

    start: float
    length: float
    model: str


@dataclass(frozen=True, slots=True)
class Waveform:
    """An overview for drawing: peak of each of `len(peaks)` equal stretches, uint8, 255 is full scale."""

    peaks: npt.NDArray[np.uint8]
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that one listening found.

    Digital silence has no embeddings, tempo, key, tags or highlight: it is silent, not failed. `duration` is what
    was heard, in seconds; `embeddings` holds at most one a space, the library's own first. `fingerprint` is that of one
    stretch, and kept apart: few need it (see ports.segments).
    """

    duration: float
    embeddings: tuple[Embedding, ...] = ()
    tempo: Tempo | None = None
    key: KeyEstimate | None = None
    loudness: Loudness | None = None
    tags: Tags | None = None
    highlight: Highlight | None = None
    fingerprint: Fingerprint | None = None

    @property
    def silent(self) -> bool:
        return not self.embeddings

    def embedding(self, space: str) -> Embedding | None:
        """Its embedding in `space`, or None."""
        return next((e for e in self.embeddings if e.space == space), None)
