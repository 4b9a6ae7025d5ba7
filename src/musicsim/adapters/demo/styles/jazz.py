"""Jazz: a trio that swings. Piano over a walking bass and a ride, or a vibraphone and a guitar in front of one."""

from dataclasses import dataclass

from musicsim.adapters.demo.drums import Kit, brush, cymbal, kick, rim, snare
from musicsim.adapters.demo.drums import Piece as Drum
from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.form import Form, lay_out
from musicsim.adapters.demo.instruments import Instrument
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.pluck import StringVoice
from musicsim.adapters.demo.score import chord_part, drum_part, invent, melody, shifted, walking_bass
from musicsim.adapters.demo.sound import Sound
from musicsim.adapters.demo.studio import Feel, Strip, Studio
from musicsim.adapters.demo.voices import Bell

PLAN = (("intro", 1), ("head", 4), ("solo", 4), ("head", 2), ("outro", 1))
HEADS = (
    "IIm7 V7 Imaj9 VI7b9",
    "Imaj7 VIm7 IIm7 V13",
    "Im6 IVm7 IIm7b5 V7b9",
    "I7 IV9 I7 I7 IV9 IV9 I7 VI7b9 IIm7 V13 I7 V7",
    "Imaj9 bIIImaj7 bVImaj7 bII7",
)
SOLOS = (
    "Imaj7 VI7 IIm9 V13",
    "IIIm7 VI7 IIm7 V7",
    "Im7 bVI7 IIm7b5 V7b9",
    "I7 IV9 I7 VI7b9 IIm7 V13 I7 V7",
    "IIm9 V13 Imaj9 IVmaj7",
)
DYNAMICS = {"intro": -4.0, "head": -1.5, "outro": -4.0}
COMPING = ("..x..x......x...", "x.....x.........", "......x...x.....", "x..x.......x....", "....x.....x.....")

PIANO = StringVoice(
    sustain=6.5,
    brightness=6500,
    stiffness=0.0006,
    contact=0.11,
    hardness=2200,
    choir=2.0,
    release=0.18,
    wood=((180.0, 2.0, 0.8),),
)
FELT = StringVoice(sustain=4.5, brightness=3600, stiffness=0.0004, contact=0.12, hardness=1500, choir=2.5, release=0.2)
UPRIGHT = StringVoice(
    sustain=1.9, brightness=1700, contact=0.28, hardness=1300, release=0.06, wood=((95.0, 5.0, 1.2), (700.0, 3.0, 1.5))
)
VIBES = Bell(ratio=4.0, index=0.55, bite=0.5, ring=3.2, tremolo=5.0, release=0.3)
GUITAR = StringVoice(sustain=2.6, brightness=2600, contact=0.3, hardness=2200, release=0.1, wood=((250.0, 4.0, 1.0),))
KIT: Kit = {
    "ride": Drum(lambda: cymbal(1.3, 900, 0.8), 0.4, -1),
    "pedal": Drum(lambda: cymbal(0.07, 3500, 0.2), -0.4, -4),
    "snare": Drum(lambda: snare(210, 0.14, 0.7, 2200), -0.1, -10),
    "brush": Drum(brush, -0.15, -2),
    "kick": Drum(lambda: kick(58, 60, 0.03, 0.22, 0.1), 0.0, -9),
    "rim": Drum(lambda: rim(1500, 0.05), -0.3, -7),
}


@dataclass(frozen=True, slots=True)
class Flavour:
    """Who plays the theme, the solo and the chords in each track, and what the drummer plays on."""

    leads: tuple[Instrument, ...]
    solos: tuple[Instrument, ...]
    comp: tuple[Instrument, ...]
    grooves: tuple[str, ...]
    motifs: tuple[str, ...]


FLAVOURS = {
    "trio": Flavour(
        leads=(PIANO, PIANO, FELT, PIANO, PIANO),
        solos=(PIANO, PIANO, UPRIGHT, PIANO, FELT),
        comp=(PIANO, FELT, FELT, PIANO, PIANO),
        grooves=("ride", "brush", "fast", "shuffle", "latin"),
        motifs=("x-xx.x-x.xx.", "x--..xx-xx-x", "xxxxxxx-----", "..xx-xx-x---", "x-x..x..xx-x"),
    ),
    "vibes": Flavour(
        leads=(VIBES, GUITAR, VIBES, GUITAR, VIBES),
        solos=(PIANO, VIBES, GUITAR, PIANO, PIANO),
        comp=(PIANO, PIANO, PIANO, FELT, FELT),
        grooves=("ride", "latin", "brush", "march", "brush"),
        motifs=("x---..x-xx--", "x-xx-----..x", "..xx-xx-----", "x-----xx-x--", "xxxx-----..."),
    ),
}
# twelve steps a bar: the swing is written out
GROOVES: dict[str, dict[str, tuple[str, ...]]] = {
    "ride": {
        "ride": ("x..x.xx..x.x",),
        "pedal": ("...x.....x..",),
        "snare": (".....o......", "........o..o", "..o.....o...", ".....o.o...."),
        "kick": ("o..o..o..o..",),
    },
    "fast": {
        "ride": ("X..x.xX..x.o", "x..x..x..x.x"),
        "pedal": ("...x.....x..",),
        "snare": ("........x...", "..x..o......", ".....x.....o", "x..........."),
        "kick": ("......o.....", "o.......x..."),
    },
    "brush": {
        "brush": ("x.ox.ox.ox.o",),
        "ride": ("o..o..o..o..",),
        "pedal": ("...x.....x..",),
        "kick": ("o.....o.....",),
    },
    "shuffle": {
        "ride": ("x.xx.xx.xx.x",),
        "pedal": ("...x.....x..",),
        "snare": ("...x.....x..", "...x.....x.o"),
        "kick": ("x.....x.o...",),
        "rim": ("...o.....o..",),
    },
    "march": {
        "snare": ("x.ox.oxo.x.x", "x.oxooo.ox.o"),
        "kick": ("x.....x..x..",),
        "pedal": ("...x.....x..",),
        "ride": ("o.....o.....",),
    },
    "latin": {
        "ride": ("x.xx.xx.xx.x",),
        "rim": ("x...x....x..", "...x..x....."),
        "brush": ("o.....o.....",),
        "kick": ("x....xx....x",),
    },
}


def compose(piece: Piece) -> Sound:
    flavour, turn = FLAVOURS[piece.flavour], piece.variation
    form = lay_out(piece.key, piece.bpm, 4, PLAN, {"*": HEADS[turn], "solo": SOLOS[turn]}, 37.8)
    studio = Studio(
        form, piece.bpm, piece.rng(), Feel(swing=0.3, loose=0.008, touch=0.12), room=Room(0.8, 5500), dynamics=DYNAMICS
    )
    _theme(studio, form, flavour, turn)
    _comping(studio, form, flavour, turn)
    studio.play(UPRIGHT, walking_bass(form.within("head solo outro"), studio.rng), Strip(2, send_db=-24))
    _drums(studio, form, GROOVES[flavour.grooves[turn]])
    return studio.finish(loudness_db=-17.0)


def _theme(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    straight = Feel(loose=0.01, push=0.012, touch=0.15)
    motifs = [invent(studio.rng, flavour.motifs, reach=5) for _ in range(4)]
    head = melody(form.within("head"), form.key, motifs, form="ABAC", centre=72 + turn % 3)
    doubled = head + shifted(head, -12) if turn in (1, 3) else head
    studio.play(flavour.leads[turn], doubled, Strip(-2, pan=0.2, send_db=-14), straight)
    low = flavour.solos[turn] is UPRIGHT
    solo = melody(form.within("solo"), form.key, motifs, form="CDBDAD", centre=52 if low else 76)
    studio.play(flavour.solos[turn], solo, Strip(0 if low else -2, pan=0.1, send_db=-15), straight)


def _comping(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    chords = chord_part(form.within("*"), COMPING[turn], COMPING[turn - 2], centre=58, roll=0.01)
    studio.play(flavour.comp[turn], chords, Strip(-7, pan=-0.25, send_db=-15))


def _drums(studio: Studio, form: Form, groove: dict[str, tuple[str, ...]]) -> None:
    bars = form.within("head solo outro")
    parts = {piece: drum_part(bars, *patterns) for piece, patterns in groove.items()}
    parts["brush" if "brush" in groove else "pedal"] += drum_part(form.within("intro"), "x..x..x..x.o")
    studio.drum(KIT, parts, Strip(-6, send_db=-17), Feel(loose=0.005, touch=0.12))
