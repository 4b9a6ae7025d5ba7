"""Folk: picked guitars, little else. Steel strings with a whistle, or nylon waltzes with a fiddle and a squeezebox."""

from dataclasses import dataclass

from musicsim.adapters.demo.drums import Kit, shaker, tom
from musicsim.adapters.demo.drums import Piece as Drum
from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.form import Form, lay_out
from musicsim.adapters.demo.instruments import Instrument
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.pluck import StringVoice
from musicsim.adapters.demo.score import arpeggio, bass_part, chord_part, drum_part, invent, melody
from musicsim.adapters.demo.sound import Sound, highpass
from musicsim.adapters.demo.studio import Feel, Strip, Studio
from musicsim.adapters.demo.voices import Wave

PLAN = (("intro", 1), ("verse", 3), ("chorus", 2), ("verse2", 2), ("chorus", 2), ("outro", 1))
VERSES = ("I V VIm IV", "I IV I V", "Im bVII bVI bVII", "I IIIm IV V", "Im bIII bVII IV")
CHORUSES = ("IV I V VIm", "VIm IV I V", "bVI bIII bVII Im", "IV V I VIm", "bVI bVII Im Im")

GUITAR_WOOD = ((105.0, 5.0, 2.0), (210.0, 4.0, 2.0), (2600.0, 3.0, 1.0))
STEEL = StringVoice(sustain=4.5, brightness=8500, contact=0.14, hardness=6500, release=0.25, wood=GUITAR_WOOD)
NYLON = StringVoice(sustain=2.8, brightness=3800, contact=0.22, hardness=2800, release=0.2, wood=GUITAR_WOOD)
MANDOLIN = StringVoice(
    sustain=2.0, brightness=9000, contact=0.1, hardness=8000, choir=7, release=0.1, wood=((400.0, 5.0, 1.5),)
)
UPRIGHT = StringVoice(sustain=2.2, brightness=1200, contact=0.3, hardness=900, wood=((90.0, 4.0, 1.5),))
WHISTLE = Wave((1.0, 0.12, 0.05), attack=0.04, release=0.08, vibrato=18, breath=0.25, glide=0.4, level=0.16)
FIDDLE = Wave(
    (1, 0.7, 0.55, 0.45, 0.28, 0.25, 0.2, 0.12, 0.1, 0.06),
    attack=0.07,
    release=0.1,
    vibrato=22,
    rate=5.6,
    glide=0.5,
    level=0.1,
)
REEDS = Wave((1, 0.8, 0.6, 0.2, 0.4, 0.15, 0.2, 0.1), attack=0.05, release=0.08, vibrato=6, rate=6, level=0.08)
KIT: Kit = {"shaker": Drum(lambda: shaker(0.07), 0.4, -3), "stomp": Drum(lambda: tom(70, 0.25), 0.0, -4)}


@dataclass(frozen=True, slots=True)
class Flavour:
    """The instruments and picking patterns of one artist, in bars of `beats`."""

    guitar: StringVoice
    singers: tuple[Instrument, ...]
    beats: int
    picks: tuple[str, ...]
    orders: tuple[tuple[int, ...], ...]
    strums: tuple[str, ...]
    motifs: tuple[str, ...]


FLAVOURS = {
    "steel": Flavour(
        guitar=STEEL,
        singers=(WHISTLE, MANDOLIN, FIDDLE, STEEL, REEDS),
        beats=4,
        picks=("x.xxx.xx", "xxxxxxxx", "x-xx-xxx", "xx.xx.xx", "x.x.xxxx"),
        orders=((0, 3, 2, 4, 1, 3), (0, 2, 3, 1, 4, 3, 2, 1), (0, 4, 2, 3, 1), (0, 2, 4, 3), (0, 3, 4, 2, 3)),
        strums=("X-x-o-xxo-x-o-xo", "X---x-xo--xox-xo", "X-xox-xoX-xox-xo"),
        motifs=("x-x-x---x-x-x---", "x---x-x-x-------", "..x-x-x-x---x---", "x--xx-x-x---x-x-"),
    ),
    "nylon": Flavour(
        guitar=NYLON,
        singers=(FIDDLE, REEDS, NYLON, WHISTLE, MANDOLIN),
        beats=3,
        picks=("x.xxxx", "xxxxxx", "x.x.xx", "xxx.xx", "x-xxx."),
        orders=((0, 2, 3, 4, 3, 2), (0, 3, 2, 4, 2, 3), (0, 2, 4), (0, 3, 4, 3, 2), (0, 4, 3, 2)),
        strums=("X---x-o-x-o-", "X---x---x-xo", "X-o-x-o-x-o-"),
        motifs=("x---x-x---x-", "x-x-x-x-----", "x-----x-x-x-", "..x-x-x---x-"),
    ),
}


def compose(piece: Piece) -> Sound:
    flavour, turn, rng = FLAVOURS[piece.flavour], piece.variation, piece.rng()
    harmony = {"*": VERSES[turn], "chorus": CHORUSES[turn]}
    form = lay_out(piece.key, piece.bpm, flavour.beats, PLAN, harmony, 37.8)
    studio = Studio(form, piece.bpm, rng, Feel(swing=0.1 * (turn % 2), loose=0.009, touch=0.1), room=Room(0.9, 4500))
    _guitars(studio, form, flavour, turn)
    _song(studio, form, flavour, turn)
    _rhythm_section(studio, form, flavour, turn)
    return studio.finish(loudness_db=-17.0)


def _guitars(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    picked = arpeggio(
        form.within("intro verse2 chorus" if turn == 4 else "*"),
        flavour.picks[turn],
        order=flavour.orders[turn],
        centre=54,
        spread=True,
    )
    studio.play(flavour.guitar, picked, Strip(0, pan=-0.35, send_db=-15))
    thumb = bass_part(form.within("*"), "x---x---" if flavour.beats == 4 else "x-----", octave=2, steps=(0, 7))
    studio.play(flavour.guitar, thumb, Strip(-2, pan=-0.3, send_db=-16))
    strummed = chord_part(
        form.within(("chorus", "verse2 chorus", "chorus", "outro", "verse outro")[turn]),
        flavour.strums[turn % 3],
        centre=60,
        roll=0.035,
    )
    studio.play(
        STEEL if turn % 2 else flavour.guitar, strummed, Strip(-6, pan=0.5, send_db=-14, filters=(highpass(180),))
    )


def _song(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    motifs = [invent(studio.rng, flavour.motifs) for _ in range(2)]
    singer, answer = flavour.singers[turn], flavour.singers[turn - 1]
    strip = Strip(-4, pan=0.15, send_db=-9)
    studio.play(singer, melody(form.within("verse chorus"), form.key, motifs, form="AABA", centre=74), strip)
    studio.play(
        answer, melody(form.within("verse2"), form.key, motifs, form="BABA", centre=71), Strip(-5, pan=0.3, send_db=-9)
    )


def _rhythm_section(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    later = form.within("verse2 chorus")
    if turn not in (2, 3):
        walk = bass_part(later, "x---..x-" if flavour.beats == 4 else "x---x-", octave=2, steps=(0, 7))
        studio.play(UPRIGHT, walk, Strip(-3, send_db=-26))
    if turn in (0, 4):
        pulse = "oxoxoxox" if flavour.beats == 4 else "oxxoxx"
        stomp = "x.......x......." if flavour.beats == 4 else "x.....o....."
        studio.drum(
            KIT,
            {"shaker": drum_part(later, pulse), "stomp": drum_part(form.within("chorus"), stomp)},
            Strip(-10, send_db=-16),
        )
