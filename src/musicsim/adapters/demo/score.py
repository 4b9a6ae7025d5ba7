"""Writing parts: rhythms, chords, bass lines, arpeggios and melodies become notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from musicsim.adapters.demo.form import Bar
from musicsim.adapters.demo.theory import Key, voicings

_STRENGTH = {"X": 1.0, "x": 0.78, "o": 0.45}


@dataclass(frozen=True, slots=True)
class Note:
    """When (in beats from the start), how long (beats), what (MIDI pitch) and how hard (0-1)."""

    beat: float
    length: float
    pitch: float
    velocity: float = 0.8


@dataclass(frozen=True, slots=True)
class Hit:
    """One step of a rhythm: its beat within the bar, its length in beats and its strength."""

    beat: float
    length: float
    velocity: float


def rhythm(pattern: str, beats: float = 4.0) -> tuple[Hit, ...]:
    """Read one bar: "X" accent, "x" normal, "o" ghost, "-" holds the note before, "." rests; spaces are ignored."""
    steps = pattern.replace(" ", "")
    step = beats / len(steps)
    hits = []
    for place, sign in enumerate(steps):
        if sign in _STRENGTH:
            held = len(steps[place + 1 :]) - len(steps[place + 1 :].lstrip("-"))
            hits.append(Hit(place * step, (1 + held) * step, _STRENGTH[sign]))
    return tuple(hits)


def cycle(bars: Sequence[Bar], patterns: Sequence[str]) -> Iterable[tuple[Bar, tuple[Hit, ...]]]:
    """Pair the bars with the patterns in turn, each section starting afresh."""
    for bar in bars:
        yield bar, rhythm(patterns[bar.place % len(patterns)], bar.beats)


def drum_part(bars: Sequence[Bar], *patterns: str, fill: str = "") -> list[Note]:
    """Hits for one drum; `fill` replaces the last bar of each section."""
    notes = []
    for bar, hits in cycle(bars, patterns):
        played = rhythm(fill, bar.beats) if fill and bar.last else hits
        notes += [Note(bar.start + hit.beat, hit.length, 0, hit.velocity) for hit in played]
    return notes


def chord_part(
    bars: Sequence[Bar], *patterns: str, centre: int = 60, spread: bool = False, roll: float = 0.0
) -> list[Note]:
    """Voice-led chords in a rhythm; `roll` spreads each chord upwards by that many beats a voice."""
    voiced = dict(zip(bars, voicings([bar.chord for bar in bars], centre, spread=spread), strict=True))
    return [
        Note(bar.start + hit.beat + roll * rank, hit.length, pitch, hit.velocity)
        for bar, hits in cycle(bars, patterns)
        for hit in hits
        for rank, pitch in enumerate(voiced[bar])
    ]


def sustained_part(bars: Sequence[Bar], *, centre: int = 60, spread: bool = False, overlap: float = 0.0) -> list[Note]:
    """Chords that sound for as long as the harmony stays; voices common to both chords are tied."""
    voiced = voicings([bar.chord for bar in bars], centre, spread=spread)
    notes: list[Note] = []
    ringing: dict[int, Note] = {}
    for bar, voicing in zip(bars, voiced, strict=True):
        tied = {
            p: n for p, n in ringing.items() if p in voicing and abs(n.beat + n.length - overlap - bar.start) < 0.01
        }
        notes += [note for pitch, note in ringing.items() if pitch not in tied]
        ringing = {
            pitch: replace(tied[pitch], length=tied[pitch].length + bar.beats)
            if pitch in tied and tied[pitch].length < 3 * bar.beats
            else Note(bar.start, bar.beats + overlap, pitch, 0.8)
            for pitch in voicing
        }
        notes += [note for pitch, note in tied.items() if ringing[pitch].beat == bar.start]
    return notes + list(ringing.values())


def arpeggio(
    bars: Sequence[Bar], *patterns: str, order: Sequence[int], centre: int = 60, spread: bool = False
) -> list[Note]:
    """One voice at a time; `order` counts the voices from the bottom, running on an octave higher above the top."""
    voiced = voicings([bar.chord for bar in bars], centre, spread=spread)
    lookup = dict(zip(bars, voiced, strict=True))
    notes = []
    for bar, hits in cycle(bars, patterns):
        voicing = lookup[bar]
        for turn, hit in enumerate(hits):
            octave, voice = divmod(order[turn % len(order)], len(voicing))
            notes.append(Note(bar.start + hit.beat, hit.length, voicing[voice] + 12 * octave, hit.velocity))
    return notes


def bass_part(bars: Sequence[Bar], *patterns: str, octave: int = 2, steps: Sequence[int] = (0,)) -> list[Note]:
    """The root in a rhythm; `steps` are the semitones above it for the hits in turn (a fifth fits any chord here)."""
    return [
        Note(bar.start + hit.beat, hit.length, bar.chord.bass(octave) + steps[turn % len(steps)], hit.velocity)
        for bar, hits in cycle(bars, patterns)
        for turn, hit in enumerate(hits)
    ]


def walking_bass(bars: Sequence[Bar], rng: np.random.Generator, octave: int = 2) -> list[Note]:
    """Four to the bar: the root, chord tones on the way, and a step into the next root."""
    notes = []
    for bar, following in zip(bars, (*bars[1:], bars[-1]), strict=True):
        root, goal = bar.chord.bass(octave), following.chord.bass(octave)
        third, fifth = root + bar.chord.intervals[1] % 12, root + bar.chord.intervals[2] % 12
        middle = (third, fifth) if rng.random() < 0.6 else (fifth, third)
        approach = goal + int(rng.choice((-1, 1, -2, 2)))
        line = (root, *middle, approach)[: bar.beats]
        notes += [Note(bar.start + beat, 0.92, pitch, 0.8 + 0.1 * (beat % 2)) for beat, pitch in enumerate(line)]
    return notes


@dataclass(frozen=True, slots=True)
class Motif:
    """A short idea: a rhythm and the scale steps, relative to its first note, that go with its hits."""

    pattern: str
    contour: tuple[int, ...]


def invent(rng: np.random.Generator, patterns: Sequence[str], reach: int = 4) -> Motif:
    """A motif over one of the rhythms: mostly steps, seldom leaps, within `reach` degrees of its first note."""
    pattern = str(rng.choice(list(patterns)))
    count = sum(sign in _STRENGTH for sign in pattern)
    contour = [0]
    for _ in range(count - 1):
        step = int(rng.choice((-2, -1, -1, 0, 1, 1, 2, 3), p=(0.1, 0.2, 0.13, 0.08, 0.2, 0.12, 0.1, 0.07)))
        there = contour[-1] + step
        contour.append(there if abs(there) <= reach else contour[-1] - step)
    return Motif(pattern, tuple(contour))


def melody(
    bars: Sequence[Bar], key: Key, motifs: Sequence[Motif], *, form: str = "AABA", centre: int = 72
) -> list[Note]:
    """Sing motifs over the harmony: each bar's motif starts on the chord tone nearest to where the line stood.

    `form` names a motif for each bar in turn ("A" is the first, "." rests); long and final notes settle on chord tones.
    """
    notes: list[Note] = []
    stood = centre
    for bar in bars:
        name = form[bar.place % len(form)]
        if name == ".":
            stood = centre
            continue
        motif = motifs[ord(name) - ord("A")]
        sung = _sing(bar, key, motif, stood)
        notes += sung
        stood = round(0.5 * sung[-1].pitch + 0.5 * centre) if sung else centre
    return notes


def _sing(bar: Bar, key: Key, motif: Motif, near: int) -> list[Note]:
    start = key.degree(bar.chord.nearest(near))
    hits = rhythm(motif.pattern, bar.beats)
    notes = []
    for turn, (hit, step) in enumerate(zip(hits, motif.contour, strict=True)):
        pitch = key.pitch(start + step)
        if hit.length >= 1.0 or turn == len(hits) - 1:
            pitch = bar.chord.nearest(pitch)
        notes.append(Note(bar.start + hit.beat, hit.length, pitch, hit.velocity))
    return notes


def shifted(notes: Iterable[Note], semitones: float = 0.0, beats: float = 0.0) -> list[Note]:
    """The same part higher or later."""
    return [replace(note, pitch=note.pitch + semitones, beat=note.beat + beats) for note in notes]
