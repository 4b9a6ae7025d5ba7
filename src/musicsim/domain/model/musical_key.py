"""Musical keys and their place on the Camelot wheel."""

from dataclasses import dataclass
from enum import StrEnum

_NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


class Mode(StrEnum):
    """The two modes that key finders tell apart."""

    MAJOR = "major"
    MINOR = "minor"


def _code(tonic: int, mode: Mode) -> str:
    relative_major = tonic if mode is Mode.MAJOR else (tonic + 3) % 12
    return f"{(relative_major * 7 + 7) % 12 + 1}{'B' if mode is Mode.MAJOR else 'A'}"


_CODES = {mode: tuple(_code(tonic, mode) for tonic in range(len(_NAMES))) for mode in Mode}


@dataclass(frozen=True, slots=True)
class MusicalKey:
    """A tonic as pitch class (0 is C … 11 is B) and a mode."""

    tonic: int
    mode: Mode

    def __post_init__(self) -> None:
        if not 0 <= self.tonic < len(_NAMES):
            raise ValueError(f"a pitch class lies between 0 and 11, not {self.tonic}")

    @property
    def name(self) -> str:
        """As musicians write it: "A minor"."""
        return f"{_NAMES[self.tonic]} {self.mode}"

    @property
    def camelot(self) -> str:
        """Its code on Mark Davis' Camelot wheel, 1A … 12B: neighbours are a fifth apart, A is minor, B major."""
        return _CODES[self.mode][self.tonic]

    @classmethod
    def from_camelot(cls, code: str) -> "MusicalKey":
        """The key of a Camelot code; ValueError for anything that is not one."""
        for mode in Mode:
            for tonic in range(12):
                if (key := cls(tonic, mode)).camelot == code.strip().upper():
                    return key
        raise ValueError(f"{code!r} is not a Camelot code (1A … 12B)")
