"""The studio: plays parts into a stereo mix, with one room, and hands over the master."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from musicsim.adapters.demo import effects
from musicsim.adapters.demo.drums import Kit
from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.form import Form
from musicsim.adapters.demo.instruments import Instrument
from musicsim.adapters.demo.score import Note
from musicsim.adapters.demo.sound import RATE, Response, Sound, decibels, equalise, samples


@dataclass(frozen=True, slots=True)
class Feel:
    """How strictly a part is played: `swing` delays every second step of `grid` beats (0 straight, 0.33 triplets),
    `loose` and `push` are the deviation and the offset of the attacks in seconds, `touch` the deviation of velocity.
    """

    swing: float = 0.0
    grid: float = 0.5
    loose: float = 0.006
    push: float = 0.0
    touch: float = 0.06


@dataclass(frozen=True, slots=True)
class Strip:
    """A channel strip: level and send in dB, pan from -1 to 1, filters, repeats in beats, drive in dB."""

    level_db: float = 0.0
    pan: float = 0.0
    send_db: float = -14.0
    filters: tuple[Response, ...] = ()
    echo_beats: float = 0.0
    echo_db: float = -8.0
    chorus: float = 0.0
    drive_db: float = 0.0
    ducked: bool = False
    opening: tuple[float, ...] = ()
    dark: float = 700.0


@dataclass(slots=True)
class Studio:
    """One track in the making, `tail` seconds longer than its form.

    `dynamics` is how loud sections are played, in dB; those that it does not name are played as written.
    """

    form: Form
    bpm: float
    rng: np.random.Generator
    feel: Feel = field(default_factory=Feel)
    tail: float = 2.5
    room: Room = field(default_factory=Room)
    dynamics: Mapping[str, float] = field(default_factory=dict)
    kicks: list[float] = field(default_factory=list)
    _dry: Sound = field(init=False)
    _send: Sound = field(init=False)

    def __post_init__(self) -> None:
        count = samples(self.form.beats * 60 / self.bpm + self.tail)
        self._dry = np.zeros((2, count), dtype=np.float32)
        self._send = np.zeros(count, dtype=np.float32)

    def instant(self, beat: float, feel: Feel) -> float:
        """When a beat falls, in seconds, with swing and human error."""
        place = (beat / feel.grid) % 2
        late = feel.swing * feel.grid * max(0.0, 1 - abs(place - 1)) if feel.swing else 0.0
        return max(0.0, (beat + late) * 60 / self.bpm + feel.push + feel.loose * float(self.rng.standard_normal()))

    def play(self, instrument: Instrument, notes: Iterable[Note], strip: Strip, feel: Feel | None = None) -> None:
        """Record a part and mix it."""
        stem: Sound | None = None
        feel = feel or self.feel
        for note in sorted(notes, key=lambda note: (note.beat, note.pitch)):
            held = note.length * 60 / self.bpm
            sound = np.atleast_2d(instrument.note(note.pitch, held))
            if stem is None:
                stem = np.zeros((len(sound), self._dry.shape[1]), dtype=np.float32)
            _place(stem, sound, self.instant(note.beat, feel), self._force(note, feel))
        if stem is not None:
            self.mix(stem, strip)

    def drum(self, kit: Kit, parts: Mapping[str, Sequence[Note]], strip: Strip, feel: Feel | None = None) -> None:
        """Record a drum kit: each part hits the piece of its name; "kick" also ducks the parts that ask for it."""
        stem = np.zeros_like(self._dry)
        feel = feel or self.feel
        for name, notes in parts.items():
            piece = kit[name]
            sound = panned(piece.strike(), piece.pan) * np.float32(decibels(piece.level_db))
            for note in notes:
                when = self.instant(note.beat, feel)
                if name == "kick":
                    self.kicks.append(when)
                _place(stem, sound, when, self._force(note, feel))
        self.mix(stem, strip)

    def _force(self, note: Note, feel: Feel) -> float:
        bar = self.form.at(note.beat)
        shade = decibels(self.dynamics.get(bar.section, 0.0))
        return float(shade * note.velocity**1.5 * max(0.2, 1 + feel.touch * self.rng.standard_normal()))

    def mix(self, stem: Sound, strip: Strip) -> None:
        """Send a stem of one or two channels through a channel strip into the mix."""
        shaped = self._shaped(stem, strip)
        if strip.ducked:
            shaped *= effects.duck(shaped.shape[1], self.kicks)
        level = decibels(strip.level_db)
        for ear, gain in enumerate(_gains(strip.pan)):
            self._dry[ear] += shaped[ear % len(shaped)] * np.float32(gain * level)
        mono = shaped[0] if len(shaped) == 1 else shaped.mean(axis=0)
        self._send += mono * np.float32(level * decibels(strip.send_db))

    def _shaped(self, stem: Sound, strip: Strip) -> Sound:
        if strip.drive_db:
            stem = effects.drive(stem, strip.drive_db)
        if strip.filters:
            stem = equalise(stem, *strip.filters)
        if strip.opening:
            stem = effects.brighten(stem, strip.dark, np.array(strip.opening, dtype=np.float32))
        if strip.chorus:
            stem = effects.chorus(stem, mix=strip.chorus)
        if strip.echo_beats:
            repeats = effects.echo(stem, strip.echo_beats * 60 / self.bpm)
            stem = stem + repeats * np.float32(decibels(strip.echo_db))
        return stem

    def finish(self, loudness_db: float = -15.0, fade_in: float = 0.01, fade_out: float = 1.5) -> Sound:
        """The mastered stereo mix."""
        mixed = self._dry + effects.reverberate(self._send, self.room)
        return effects.fade(effects.master(mixed, loudness_db), fade_in, fade_out)

    @property
    def seconds(self) -> float:
        """How long the track lasts, its tail included."""
        return float(self._dry.shape[1] / RATE)


def _gains(pan: float) -> tuple[float, float]:
    """Constant-power pan gains, unity in the middle."""
    angle = (pan + 1) * np.pi / 4
    return float(np.cos(angle) * 2**0.5), float(np.sin(angle) * 2**0.5)


def panned(sound: Sound, pan: float) -> Sound:
    left, right = _gains(pan)
    return sound * np.array([[left], [right]], dtype=np.float32)


def _place(stem: Sound, sound: Sound, when: float, level: float) -> None:
    start = samples(when)
    count = min(sound.shape[1], stem.shape[1] - start)
    if count > 0:
        stem[:, start : start + count] += sound[:, :count] * np.float32(level)
