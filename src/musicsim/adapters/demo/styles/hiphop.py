"""Hip-hop: broken beats a little behind the pulse over a loop. Dusty electric pianos, or boom-bap with horn stabs."""

from dataclasses import dataclass

import numpy as np

from musicsim.adapters.demo.drums import Kit, clap, cymbal, kick, rim, snare
from musicsim.adapters.demo.drums import Piece as Drum
from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.form import Form, lay_out
from musicsim.adapters.demo.instruments import Instrument
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.pluck import StringVoice
from musicsim.adapters.demo.score import bass_part, chord_part, drum_part, invent, melody
from musicsim.adapters.demo.sound import Sound, bell, equalise, highpass, lowpass, noise, samples
from musicsim.adapters.demo.studio import Feel, Strip, Studio
from musicsim.adapters.demo.voices import Bell, Synth, Wave

PLAN = (("intro", 1), ("verse", 3), ("hook", 2), ("verse", 2), ("hook", 2), ("outro", 1))
LOOPS = (
    "IIm9 V13 Imaj9 VIm9",
    "Im9 IVm9 Im9 bVImaj7",
    "Imaj9 IIIm7 VIm9 IVmaj7",
    "Im9 bVImaj7 bIIImaj7 V7b9",
    "IVmaj9 IIIm7 IIm9 Imaj9",
)
KICKS = ("x......x..x.....", "x..x......xx....", "x.x....x..x..x..", "x.....x...x.....", "xx....x..x......")
SNARES = ("....X.......X..o", "....X.......X...", "....X..o.o..X...", "....X.......X.o.", "....X..o....X...")
HATS = ("x.x.x.x.x.x.x.x.", "x.xxx.x.x.xxx.xo", "xoxoxoxoxoxoxoxo", "x.x.x.xxx.x.x.x.", "x..xx..xx..xx.x.")
BASSES = ("x--....x..x---..", "x--x--....x-x-..", "x-x----x..x..x--", "x-----x-..x---x-", "x-x...x--x--..x-")
CHORDS = ("x------.........", "x-----..x---....", "..x---....x---..", "x---...x-----...", "x--x----......x-")
STABS = ("..x.......x.....", "......x...x.....", "x.........x..x..", "..x..x..........", "............x.x.")
HOOKS = ("x-x-x---..x-x---", "..x-x-x-----x---", "x---..x-x-x-----", "x-xx-x--........")

RHODES = Bell(ratio=1.0, index=1.4, bite=0.9, ring=3.2, tine=0.06, tremolo=4.2)
SOFT_PIANO = StringVoice(
    sustain=4.0, brightness=3000, stiffness=0.0004, contact=0.12, hardness=1400, choir=4, release=0.2
)
GUITAR = StringVoice(sustain=2.4, brightness=3500, contact=0.25, hardness=2600, release=0.1)
SUB = Synth(cutoff=140, sweep=260, snap=0.08, peak=0.8, release=0.08)
HORNS = Synth(cutoff=700, sweep=2600, snap=0.22, peak=0.8, attack=0.02, release=0.06, voices=(-9, 0, 8))
FLUTE = Wave((1, 0.3, 0.1), attack=0.05, release=0.1, vibrato=20, breath=0.25, level=0.13)
BELLS = Bell(ratio=3.0, index=0.9, bite=0.4, ring=2.0)
ORGAN = Wave((1, 0.8, 0.5, 0.3, 0, 0.25), attack=0.01, release=0.05, vibrato=8, rate=6.5, level=0.06)


@dataclass(frozen=True, slots=True)
class Flavour:
    """The crate one producer samples from."""

    keys: tuple[Instrument, ...]
    hooks: tuple[Instrument, ...]
    stabs: Instrument | None
    ceiling: float
    crackle_db: float
    kit: Kit


def _kit(low: float, tone: float, bright: float, hat: float) -> Kit:
    return {
        "kick": Drum(lambda: kick(low, 110, 0.03, 0.3, 0.35), 0.0, 1),
        "snare": Drum(lambda: snare(tone, 0.17, 1.0, bright), 0.05, -1),
        "clap": Drum(lambda: clap(0.013, 0.16, 1200), -0.1, -8),
        "hat": Drum(lambda: cymbal(0.06, hat * 0.5, 0.5), 0.25, -2),
        "open": Drum(lambda: cymbal(0.3, hat * 0.5, 0.5), 0.25, -5),
        "rim": Drum(lambda: rim(1400, 0.06), -0.35, -10),
    }


FLAVOURS = {
    "dusty": Flavour((RHODES, SOFT_PIANO), (FLUTE, BELLS, GUITAR), None, 3800, -38, _kit(52, 175, 1700, 5200)),
    "boombap": Flavour((GUITAR, RHODES, ORGAN), (BELLS, FLUTE, RHODES), HORNS, 6500, -44, _kit(58, 205, 2300, 6500)),
}


def compose(piece: Piece) -> Sound:
    flavour, turn = FLAVOURS[piece.flavour], piece.variation
    form = lay_out(piece.key, piece.bpm, 4, PLAN, {"*": LOOPS[turn]}, 37.8)
    feel = Feel(swing=0.22, grid=0.25, loose=0.006, touch=0.1)
    studio = Studio(form, piece.bpm, piece.rng(), feel, room=Room(0.7, 3500))
    _drums(studio, form, flavour, turn)
    _loop(studio, form, flavour, turn)
    studio.play(
        SUB,
        bass_part(form.within("verse hook"), BASSES[turn], octave=1, steps=((0,), (0, 0, 7), (0, 12))[turn % 3]),
        Strip(1, send_db=-60, drive_db=6),
    )
    _hook(studio, form, flavour, turn)
    _crackle(studio, flavour)
    return studio.finish(loudness_db=-14.5)


def _drums(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    beat = form.within("verse hook") if turn % 2 else form.within("intro verse hook")
    parts = {
        "kick": drum_part(beat, KICKS[turn], KICKS[turn - 1]),
        "snare": drum_part(beat, SNARES[turn], fill="....X..o.o..X.xo"),
        "clap": drum_part(form.within("hook"), "....x.......x...") if turn in (1, 3, 4) else [],
        "hat": drum_part(form.within("verse hook outro"), HATS[turn]),
        "open": drum_part(form.within("hook"), "..............x."),
        "rim": drum_part(form.within("verse"), "...x......x....."),
    }
    # the beat lags behind the samples: that is the style
    late = Feel(swing=0.26, grid=0.25, loose=0.004, push=0.012, touch=0.1)
    studio.drum(flavour.kit, parts, Strip(0, send_db=-20, drive_db=7), late)


def _loop(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    keys = flavour.keys[turn % len(flavour.keys)]
    chords = chord_part(form.within("*"), CHORDS[turn], centre=60, roll=0.02)
    strip = Strip(-1, pan=-0.15, send_db=-14, filters=(lowpass(flavour.ceiling), bell(350, 2)))
    studio.play(keys, chords, strip)
    if flavour.stabs:
        stabs = chord_part(form.within("hook"), STABS[turn], STABS[turn - 1], centre=65)
        studio.play(flavour.stabs, stabs, Strip(-6, pan=0.3, send_db=-12))


def _hook(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    motifs = [invent(studio.rng, HOOKS) for _ in range(2)]
    line = melody(form.within("hook" if turn % 2 else "hook outro"), form.key, motifs, form="AAAB", centre=74)
    voice = flavour.hooks[turn % len(flavour.hooks)]
    studio.play(voice, line, Strip(-4, pan=0.2, send_db=-10, echo_beats=0.75, echo_db=-10))


def _crackle(studio: Studio, flavour: Flavour) -> None:
    """The dust of an old record: rare clicks over a breath of hiss, which come round again as records do."""
    size = 1 << 18
    dust = noise(size, 31) * np.float32(0.3)
    clicks = studio.rng.integers(0, size, size // 4000)
    dust[clicks] += studio.rng.normal(0, 12, len(clicks)).astype(np.float32)
    groove = equalise(dust, highpass(500, 1), lowpass(6000))
    count = samples(studio.seconds)
    turns = np.tile(groove, count // size + 2)
    studio.mix(np.stack((turns[:count], turns[9000 : count + 9000])), Strip(flavour.crackle_db, send_db=-60))
