"""Harmony: keys, scales, chord symbols and how one chord moves to the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

NOTES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "harmonic": (0, 2, 3, 5, 7, 8, 11),
    "pentatonic": (0, 3, 5, 7, 10),
    "blues": (0, 3, 5, 6, 7, 10),
}
QUALITIES = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "dim": (0, 3, 6),
    "5": (0, 7),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "6": (0, 4, 7, 9),
    "m6": (0, 3, 7, 9),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "m7b5": (0, 3, 6, 10),
    "add9": (0, 4, 7, 14),
    "madd9": (0, 3, 7, 14),
    "9": (0, 4, 10, 14),
    "m9": (0, 3, 7, 10, 14),
    "maj9": (0, 4, 7, 11, 14),
    "13": (0, 4, 10, 21),
    "7b9": (0, 4, 10, 13),
}
_DEGREES = {"I": 0, "II": 2, "III": 4, "IV": 5, "V": 7, "VI": 9, "VII": 11}
_SYMBOL = re.compile(r"([b#]?)(VII|VI|IV|V|III|II|I)(.*)")


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic, as a pitch class 0-11, and the scale above it, in semitones."""

    tonic: int
    scale: tuple[int, ...]

    @classmethod
    def of(cls, name: str) -> "Key":
        """Read names such as "F# minor" or "Bb dorian"."""
        note, mode = name.split()
        return cls((NOTES[note[0]] + note.count("#") - note[1:].count("b")) % 12, SCALES[mode])

    def pitch(self, degree: int, octave: int = 4) -> int:
        """The MIDI pitch of a scale degree; 0 is the tonic, degrees run on into other octaves."""
        turns, step = divmod(degree, len(self.scale))
        return 12 * (octave + 1 + turns) + self.tonic + self.scale[step]

    def degree(self, pitch: int) -> int:
        """The degree, relative to octave 4, at or just below a MIDI pitch."""
        turns, rest = divmod(pitch - 60 - self.tonic, 12)
        return turns * len(self.scale) + max(i for i, step in enumerate(self.scale) if step <= rest)


@dataclass(frozen=True, slots=True)
class Chord:
    """A root, as a pitch class 0-11, and intervals above it in semitones."""

    root: int
    intervals: tuple[int, ...]

    def tones(self) -> tuple[int, ...]:
        return tuple((self.root + interval) % 12 for interval in self.intervals)

    def bass(self, octave: int = 2) -> int:
        """The root as a MIDI pitch between E of that octave and the next E flat."""
        pitch = 12 * (octave + 1) + self.root
        return pitch if self.root >= NOTES["E"] else pitch + 12

    def nearest(self, pitch: int) -> int:
        """The chord tone closest to a MIDI pitch."""
        return min(
            (pitch + step for step in range(-6, 7) if (pitch + step) % 12 in self.tones()), key=lambda p: abs(p - pitch)
        )


def progression(symbols: str, key: Key) -> tuple[Chord, ...]:
    """Read roman numerals relative to the tonic's major scale, for example "Im bVI bIII bVII"."""
    return tuple(_chord(symbol, key.tonic) for symbol in symbols.split())


def _chord(symbol: str, tonic: int) -> Chord:
    match = _SYMBOL.fullmatch(symbol)
    if match is None or match[3] not in QUALITIES:
        message = f"not a chord: {symbol!r}"
        raise ValueError(message)
    accidental, numeral, quality = match.groups()
    shift = {"b": -1, "#": 1, "": 0}[accidental]
    return Chord((tonic + _DEGREES[numeral] + shift) % 12, QUALITIES[quality])


def voicings(chords: Sequence[Chord], centre: int, *, spread: bool = False) -> list[tuple[int, ...]]:
    """Voice each chord around a MIDI pitch so that every hand moves as little as it can from the chord before.

    `spread` drops the second voice from the top by an octave (open position).
    """
    led: list[tuple[int, ...]] = []
    for chord in chords:
        options = _positions(chord, centre)
        last = led[-1] if led else None
        led.append(min(options, key=lambda option: _effort(option, last, centre)))
    return [_opened(voicing) for voicing in led] if spread else led


def _positions(chord: Chord, centre: int) -> list[tuple[int, ...]]:
    """Every inversion in close position near the centre."""
    classes = sorted(set(chord.tones()))
    found = []
    for base in range(centre - 12, centre + 6):
        if base % 12 in classes:
            ordered = sorted((tone - base) % 12 for tone in classes)
            found.append(tuple(base + step for step in ordered))
    return found


def _effort(option: tuple[int, ...], last: tuple[int, ...] | None, centre: int) -> float:
    drift = abs(sum(option) / len(option) - centre)
    if last is None:
        return drift
    moves = sum(min(abs(tone - other) for other in last) for tone in option)
    return moves + 0.4 * drift + abs(option[-1] - last[-1]) * 0.5


def _opened(voicing: tuple[int, ...]) -> tuple[int, ...]:
    if len(voicing) < 3:
        return voicing
    return tuple(sorted((*voicing[:-2], voicing[-2] - 12, voicing[-1])))
