"""What a track is to be, before a note of it is written."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from musicsim.adapters.demo.theory import Key

VERSION = 1
"""Raise it when the same plan sounds or is written differently: folders of other versions are rendered anew."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A track to compose. `number` counts from 1 within the album, `bpm` in quarter notes a minute."""

    title: str
    key_name: str
    bpm: float
    number: int
    style: str
    flavour: str

    @property
    def key(self) -> Key:
        return Key.of(self.key_name)

    @property
    def variation(self) -> int:
        """The place on the album from 0; arrangements differ by it."""
        return self.number - 1

    def rng(self) -> np.random.Generator:
        """The composer's dice, which always fall the same way for the same piece."""
        return np.random.default_rng(crc32(f"{VERSION}/{self.style}/{self.flavour}/{self.number}".encode()))
