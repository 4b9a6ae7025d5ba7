"""Techno: four on the floor, off-beat hats, a bass that pumps. Dub chords with long repeats, or acid lines."""

from dataclasses import dataclass, replace

from musicsim.adapters.demo.drums import Kit, clap, kick, metal, rim, shaker, tom
from musicsim.adapters.demo.drums import Piece as Drum
from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.ensemble import Ensemble
from musicsim.adapters.demo.form import Form, lay_out
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.score import Note, bass_part, chord_part, drum_part, rhythm, sustained_part
from musicsim.adapters.demo.sound import Sound, highpass, lowpass
from musicsim.adapters.demo.studio import Feel, Strip, Studio
from musicsim.adapters.demo.voices import Synth

PLAN = (("intro", 2), ("groove", 3), ("break", 1.5), ("peak", 4), ("outro", 1))
HARMONY = ("Im7 Im7 bVImaj7 Im7", "Im9 Im9 IVm7 IVm7", "Im Im bVII bVI", "Im7 bIIImaj7 Im7 Vm7", "Im bII Im bII")
STABS = ("..x...x...x..x..", "x..x..x.........", "...x..x....x....", "..x..x....x..x..", "x.....x..x......")
BASSES = ("..x-..x-..x-..x-", ".xxx.xxx.xxx.xxx", "..x...x.x.x...x.", "..xx..x...xx..x.", "x.x.x.xxx.x.x.xx")
HATS = ("..x...x...x...x.", "o.x.o.x.o.x.o.xo", "..x.o.x...x.o.xo", "ooxooox.ooxoooxo", "x.x.x.x.x.x.x.x.")
PERCUSSION = ("...x..x....x..x.", ".x....x..x......", "x..x..x...x..x..", "......x.......xx", "..x..x..x..x..x.")

STAB = Synth(cutoff=500, sweep=1800, snap=0.18, peak=1.4, release=0.12, fade=0.7, voices=(-8, 7))
DUB_STABS = (
    STAB,
    replace(STAB, even=0.1, cutoff=700.0),
    replace(STAB, sweep=3600.0, snap=0.08, fade=0.35),
    replace(STAB, cutoff=350.0, sweep=900.0, fade=1.4, voices=(-5, 702)),
    replace(STAB, peak=2.5, even=0.3, sweep=2600.0, voices=(0, 1200)),
)
SAW_STAB = Synth(cutoff=900, sweep=4200, snap=0.1, peak=1.2, release=0.08, fade=0.5, voices=(-14, 0, 13))
SUB = Synth(cutoff=160, sweep=500, snap=0.06, peak=0.9)
PAD = Ensemble(tilt=1.0, width=40, cutoff=2600, attack=0.8, release=1.0)


@dataclass(frozen=True, slots=True)
class Flavour:
    """What sets one artist apart: its kick, its stab, and how acid it is."""

    kit: Kit
    stabs: tuple[Synth, ...]
    stab_db: float
    echo_beats: float
    acid_db: float | None


def _kit(low: float, ring: float, hat: float, clap_colour: float) -> Kit:
    return {
        "kick": Drum(lambda: kick(low, 230, 0.022, ring, 0.25)),
        "clap": Drum(lambda: clap(0.011, 0.2, clap_colour), 0.0, -7),
        "open": Drum(lambda: metal(0.16, hat, 0.6), 0.15, -4),
        "closed": Drum(lambda: metal(0.04, hat + 1000, 0.5), -0.25, -6),
        "perc": Drum(lambda: rim(900, 0.08), 0.5, -9),
        "shaker": Drum(lambda: shaker(0.05), -0.5, -6),
        "tom": Drum(lambda: tom(95, 0.3), -0.3, -8),
    }


FLAVOURS = {
    "dub": Flavour(_kit(48, 0.32, 6500, 1100), DUB_STABS, -5, 0.75, None),
    "acid": Flavour(_kit(52, 0.26, 7500, 1500), (SAW_STAB,) * 5, -10, 0.75, -3.0),
}


def compose(piece: Piece) -> Sound:
    flavour, turn = FLAVOURS[piece.flavour], piece.variation
    form = lay_out(piece.key, piece.bpm, 4, PLAN, {"*": HARMONY[turn]}, 37.8)
    studio = Studio(
        form, piece.bpm, piece.rng(), Feel(swing=0.08 * (turn % 3), grid=0.25, loose=0.001), room=Room(1.4, 6000)
    )
    _drums(studio, form, flavour, turn)
    _bass(studio, form, turn)
    _chords(studio, form, flavour, turn)
    if flavour.acid_db is not None:
        _acid(studio, form, flavour.acid_db, turn)
    return studio.finish(loudness_db=-12.5)


def _drums(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    steady, full = form.within("intro groove peak outro"), form.within("groove peak")
    parts = {
        "kick": drum_part(steady, "X...X...X...X...", fill="X...X...X...X.X."),
        "clap": drum_part(full if turn % 2 else form.within("peak"), "....x.......x...", fill="....x.......x..x"),
        "open": drum_part(full, "..x...x...x...x.") if turn != 4 else [],
        "closed": drum_part(form.within("intro groove break peak"), HATS[turn]),
        "perc": drum_part(form.within("groove break peak outro"), PERCUSSION[turn]),
        "shaker": drum_part(form.within("peak"), "xoxoxoxoxoxoxoxo") if turn in (0, 3) else [],
        "tom": drum_part(form.within("groove peak"), PERCUSSION[turn - 2]) if turn in (2, 4) else [],
    }
    studio.drum(flavour.kit, parts, Strip(0, send_db=-24, drive_db=3))


def _bass(studio: Studio, form: Form, turn: int) -> None:
    line = bass_part(form.within("groove peak"), BASSES[turn], octave=1, steps=((0,), (0, 0, 12), (0, 0, 7))[turn % 3])
    studio.play(SUB, line, Strip(-1, send_db=-40, ducked=True, drive_db=6))


def _chords(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    stabs = chord_part(form.within("groove break peak outro"), STABS[turn], STABS[turn - 1], centre=60)
    opening = (0.0, 0.1, 0.35, 0.3, 0.6, 1.0, 0.9, 0.4)
    strip = Strip(
        flavour.stab_db, pan=-0.1, send_db=-8, echo_beats=flavour.echo_beats, echo_db=-3, opening=opening, ducked=True
    )
    studio.play(flavour.stabs[turn], stabs, strip)
    pad = sustained_part(form.within("break peak"), centre=62)
    studio.play(PAD, pad, Strip(-13, send_db=-8, filters=(highpass(250),), ducked=True))


def _acid(studio: Studio, form: Form, level: float, turn: int) -> None:
    """A sixteen-step line over the root that slides, jumps octaves and opens its filter towards the peak."""
    steps = [int(step) for step in studio.rng.choice((0, 0, 0, 12, 7, 3, 10, -2, 1), 16)]
    pattern = "".join(studio.rng.choice(list("xXxo."), 16))
    for section, cutoff, peak in (("groove", 350, 3.0), ("break", 700, 4.0), ("peak", 1100, 4.5), ("outro", 300, 3.0)):
        bars = form.within(section)
        line = [
            Note(bar.start + hit.beat, hit.length * 0.9, 36 + form.key.tonic + steps[round(hit.beat * 4)], hit.velocity)
            for bar in bars
            for hit in rhythm(pattern)
        ]
        voice = Synth(cutoff=cutoff, sweep=cutoff * 3.5, snap=0.07, peak=peak, even=1.0 if turn % 2 else 0.15)
        strip = Strip(level, pan=0.15, send_db=-12, drive_db=10, filters=(highpass(120), lowpass(7000, 1)), ducked=True)
        studio.play(voice, line, strip)
