"""What tells one recording from another, whoever plays it and however it is encoded."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint32]
"""One a frame, shape (frames,), each 32 bits; 0 where nothing was to be heard."""

FRAMES_A_SECOND = 12.5


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An acoustic fingerprint of contiguous audio: a word of 32 bits (little-endian) every 80 ms.

    Only prints of one `model` ("name@version") can be compared.
    """

    data: bytes
    model: str

    @classmethod
    def of(cls, words: Words, model: str) -> "Fingerprint":
        return cls(words.astype("<u4").tobytes(), model)

    @property
    def words(self) -> Words:
        return np.frombuffer(self.data, "<u4").astype(np.uint32, copy=False)

    @property
    def seconds(self) -> float:
        return len(self.data) / 4 / FRAMES_A_SECOND


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two prints lie on one another best.

    `error` is the share of bits that differ (.5 for strangers), `frames` over how many frames, `lag` by how many of
    its frames the second begins later than the first.
    """

    error: float
    lag: int
    frames: int
