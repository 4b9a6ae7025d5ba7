"""Chiptune: two pulses, a triangle and noise. Heroic platform games, or darker handhelds with broken chords."""

import math
from dataclasses import dataclass

from musicsim.adapters.demo.drums import Kit, crunch, kick
from musicsim.adapters.demo.drums import Piece as Drum
from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.form import Form, lay_out
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.score import arpeggio, bass_part, drum_part, invent, melody, shifted
from musicsim.adapters.demo.sound import Sound
from musicsim.adapters.demo.studio import Feel, Strip, Studio
from musicsim.adapters.demo.voices import Wave

PLAN = (("intro", 1), ("stage", 4), ("bridge", 2), ("stage", 2), ("boss", 2), ("ending", 1))
STAGES = ("I V VIm IV", "Im bVII bVI V", "I bVII IV I", "Im IVm bVII bIII", "VIm IV I V")
BRIDGES = ("IV V IIIm VIm", "bVI bVII Im Im", "bVI bVII I I", "bVI bIII IVm V", "IIm V I VIm")
BASSES = ("x.x.x.x.x.x.x.x.", "x..x..x.x..x..x.", "x.xxx.xxx.xxx.xx", "x...x.x.x...x.x.", "xxxxxxxxxxxxxxxx")
BASS_STEPS = ((0, 12), (0, 7, 12), (0, 0, 12), (0, 7), (0, 0, 12, 12))
ORDERS = ((0, 1, 2, 3), (2, 1, 0), (0, 2, 1, 3, 2, 4), (3, 2, 1, 0), (0, 1, 2, 1))
HATS = ("x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "..x...x...x...x.")
LEADS = ("x-x-x-x-x---x-x-", "x--x--x-x-x-x---", "xxx-x-xxx-x-x---", "x---x-x-x-xxx---", "x-xxx-x-x-x-x-x-")
TRIANGLE = tuple((1.0 if step % 4 == 1 else -1.0) / step**2 if step % 2 else 0.0 for step in range(1, 24))


def pulse(duty: float) -> tuple[float, ...]:
    """The harmonics of a pulse that is high for `duty` of its cycle."""
    return tuple(1.2 * math.sin(math.pi * step * duty) / step for step in range(1, 60))


@dataclass(frozen=True, slots=True)
class Flavour:
    """Duty cycles, registers and drums of one console; `shift` turns the tables of patterns that both share."""

    leads: tuple[Wave, ...]
    chords: Wave
    arpeggios: tuple[str, ...]
    centre: int
    kit: Kit
    shift: int = 0


BASS = Wave(TRIANGLE, attack=0.001, release=0.004, level=0.34)
FLAVOURS = {
    "console": Flavour(
        leads=(
            Wave(pulse(0.5), 0.002, 0.01, vibrato=25, rate=6, level=0.13),
            Wave(pulse(0.25), 0.002, 0.01, vibrato=20, rate=6, level=0.14),
            Wave(pulse(0.125), 0.002, 0.01, vibrato=30, rate=7, level=0.16),
            Wave(pulse(0.5), 0.002, 0.01, fade=0.6, level=0.16),
            Wave(TRIANGLE, 0.002, 0.01, vibrato=30, rate=6, level=0.3),
        ),
        chords=Wave(pulse(0.25), 0.001, 0.003, fade=0.5, level=0.13),
        arpeggios=("xxxxxxxxxxxxxxxx", "x.x.x.x.x.x.x.x.", "xxxxxxxxxxxxxxxx", "x..x..x.x..x..x.", "xxx.xxx.xxx.xxx."),
        centre=76,
        kit={
            "kick": Drum(lambda: kick(55, 400, 0.02, 0.12, 0.1), 0.0, -3),
            "snare": Drum(lambda: crunch(0.14, 5), 0.0, -4),
            "hat": Drum(lambda: crunch(0.03, 1), 0.0, -9),
        },
    ),
    "handheld": Flavour(
        leads=(
            Wave(pulse(0.125), 0.002, 0.01, fade=1.2, level=0.17),
            Wave(pulse(0.5), 0.002, 0.01, fade=0.9, vibrato=15, level=0.14),
            Wave(pulse(0.25), 0.002, 0.01, fade=1.5, level=0.15),
            Wave(pulse(0.25), 0.002, 0.01, vibrato=30, rate=7, level=0.13),
            Wave(pulse(0.5), 0.002, 0.01, glide=2.0, level=0.13),
        ),
        chords=Wave(pulse(0.5), 0.001, 0.003, fade=0.35, level=0.12),
        arpeggios=("x" * 32, "xx.." * 4, "x" * 16, "x" * 24, "x.x.x.x."),
        centre=72,
        kit={
            "kick": Drum(lambda: crunch(0.09, 18), 0.0, -2),
            "snare": Drum(lambda: crunch(0.1, 7), 0.3, -5),
            "hat": Drum(lambda: crunch(0.025, 2), -0.3, -10),
        },
        shift=2,
    ),
}


def compose(piece: Piece) -> Sound:
    flavour, turn = FLAVOURS[piece.flavour], piece.variation
    form = lay_out(piece.key, piece.bpm, 4, PLAN, {"*": STAGES[turn], "bridge": BRIDGES[turn]}, 37.8)
    studio = Studio(form, piece.bpm, piece.rng(), Feel(loose=0.0, touch=0.0), room=Room(0.4, 8000), tail=2.3)
    _lead(studio, form, flavour, turn)
    _chords(studio, form, flavour, turn)
    studio.play(
        BASS,
        bass_part(form.within("*"), BASSES[turn - flavour.shift], octave=2, steps=BASS_STEPS[turn]),
        Strip(-2, send_db=-60),
    )
    _drums(studio, form, flavour, turn)
    return studio.finish(loudness_db=-14.5, fade_out=0.5)


def _lead(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    motifs = [invent(studio.rng, LEADS, reach=6) for _ in range(3)]
    voice = flavour.leads[turn]
    tune = melody(form.within("stage"), form.key, motifs, form="ABAC", centre=flavour.centre)
    studio.play(voice, tune, Strip(0, pan=-0.15, send_db=-40, echo_beats=0.75, echo_db=-9))
    other = melody(form.within("bridge boss"), form.key, motifs[::-1], form="ABBA", centre=flavour.centre + 4)
    studio.play(flavour.leads[turn - 2], other, Strip(-1, pan=0.15, send_db=-40, echo_beats=0.5, echo_db=-10))
    if turn in (0, 3):
        studio.play(voice, shifted(tune, -12, 0.02), Strip(-7, pan=0.5, send_db=-60))


def _chords(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    played = form.within("intro stage boss ending" if turn % 2 else "*")
    broken = arpeggio(played, flavour.arpeggios[turn], order=ORDERS[turn - flavour.shift], centre=64 + 3 * (turn % 3))
    studio.play(flavour.chords, broken, Strip(-5, pan=0.45, send_db=-50))


def _drums(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    steady = form.within("stage boss ending") if turn in (1, 4) else form.within("stage bridge boss")
    kicks = ("x...x...x...x...", "x..x..x...x.x...", "x.....x.x.....x.", "x...x..xx...x...", "x.x...x.x.x...x.")
    parts = {
        "kick": drum_part(steady, kicks[turn - flavour.shift]),
        "snare": drum_part(steady, "....X.......X...", fill="....X...X.X.XXXX"),
        "hat": drum_part(form.within("*"), HATS[(turn + flavour.shift) % 3]),
    }
    studio.drum(flavour.kit, parts, Strip(-3, send_db=-40))
