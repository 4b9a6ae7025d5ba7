"""The form of a track: sections, and which chord stands in which bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from musicsim.adapters.demo.theory import Chord, Key, progression


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its number, the beat it starts on, its chord, its section and its place in it (0 is the first bar)."""

    number: int
    start: float
    beats: int
    chord: Chord
    section: str
    place: int
    last: bool


@dataclass(frozen=True, slots=True)
class Form:
    """All bars of a track in order."""

    key: Key
    bars: tuple[Bar, ...]

    @property
    def beats(self) -> float:
        return self.bars[-1].start + self.bars[-1].beats

    def at(self, beat: float) -> Bar:
        """The bar in which a beat falls; the first or the last one beyond the ends."""
        return self.bars[min(max(int(beat // self.bars[0].beats), 0), len(self.bars) - 1)]

    def within(self, sections: str) -> tuple[Bar, ...]:
        """The bars of the named sections, for example "verse chorus"; "*" stands for all."""
        names = sections.split()
        return tuple(bar for bar in self.bars if sections == "*" or bar.section in names)


def lay_out(
    key: Key, bpm: float, beats: int, plan: Sequence[tuple[str, float]], harmony: Mapping[str, str], seconds: float
) -> Form:
    """Fit a plan of sections with relative lengths into at least `seconds`, and give each bar its chord.

    Sections start on even bars unless bars are slow. `harmony` maps sections to progressions, one chord a bar; "*" is
    the one for sections that have none of their own.
    """
    bar_seconds = beats * 60 / bpm
    grain = 1 if bar_seconds > 2.6 else 2
    total = ceil(seconds / bar_seconds / grain)
    shares = list(accumulate((weight for _, weight in plan), initial=0.0))
    edges = [round(share / shares[-1] * total) * grain for share in shares]
    bars: list[Bar] = []
    for (name, _), (first, end) in zip(plan, pairwise(edges), strict=True):
        chords = progression(harmony.get(name, harmony["*"]), key)
        for place in range(end - first):
            number = first + place
            chord = chords[place % len(chords)]
            bars.append(Bar(number, float(number * beats), beats, chord, name, place, place == end - first - 1))
    return Form(key, tuple(bars))
