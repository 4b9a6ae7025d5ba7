"""What the decoders offer to those who collect samples."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""Full scale is 1; shape (channels, n), or (n,) where it is mono."""

Reals = npt.NDArray[np.floating[Any]]
"""Numbers of whatever precision came about."""

MAX_RATE = 2_000_000


class Reader(Protocol):
    """One audio stream, decoded. Positions are in samples from the first one that can be heard.

    Everything, construction included, raises UnreadableAudio when the audio is at fault.
    """

    rate: int
    channels: tuple[str, ...]  # "FL", "FR", "LFE" … as FFmpeg names them
    container: str  # by FFmpeg's name, the first of several: "mp3", "ogg", "mov" …
    codec: str  # by FFmpeg's name, where the container does not tell: "opus" …, else perhaps ""

    @property
    @abstractmethod
    def claimed(self) -> int | None:
        """How many samples the header says there are, if it does."""

    @property
    @abstractmethod
    def read_share(self) -> float | None:
        """How far into the file's bytes reading has come, 0 … 1, where that can be told."""

    @abstractmethod
    def blocks(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Samples]]:
        """Positions and samples of shape (channels, n) from about `start`, perhaps a little earlier or later.

        Up to `stop` they come promptly: no more is decoded than has to be.

        Damaged parts are passed over.
        """

    @abstractmethod
    def count(self) -> int:
        """How many samples there truly are; decodes everything and keeps nothing."""

    @abstractmethod
    def check(self) -> None:
        """UnreadableAudio when most of what was read so far could not be decoded."""
