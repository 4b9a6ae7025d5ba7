"""Orchestral: bowed strings lead. A chamber ensemble with harp, or a full orchestra with horns and kettle drums."""

from dataclasses import dataclass

from musicsim.adapters.demo.drums import Kit, cymbal, timpano
from musicsim.adapters.demo.drums import Piece as Drum
from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.ensemble import Ensemble
from musicsim.adapters.demo.form import Form, lay_out
from musicsim.adapters.demo.instruments import Instrument
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.pluck import StringVoice
from musicsim.adapters.demo.score import (
    arpeggio,
    bass_part,
    chord_part,
    drum_part,
    invent,
    melody,
    shifted,
    sustained_part,
)
from musicsim.adapters.demo.sound import Sound
from musicsim.adapters.demo.studio import Feel, Strip, Studio
from musicsim.adapters.demo.voices import Wave

PLAN = (("opening", 1), ("theme", 3), ("answer", 2), ("climax", 3), ("close", 1))
DYNAMICS = {"opening": -9.0, "theme": -5.0, "answer": -7.0, "close": -8.0}
THEMES = (
    "I IV V I VIm IIm V I",
    "Im IVm V7 Im bVI IIm7b5 V7 Im",
    "I IIIm IV I IV I V7 I",
    "Im bVI bIII bVII Im IVm V Im",
    "I VIm IV V IIIm VIm IIm V7",
)
ANSWERS = ("VIm IIIm IV I", "bIII bVII Im V7", "VIm II7 V V7", "IVm Im V Im", "IV V IIIm VIm")
PHRASES = {
    4: ("x-------x---x---", "x---x---x-------", "x-----x-x-x-x---", "x---x-x-x---x---"),
    3: ("x-------x---", "x---x---x---", "x-----x-x---", "x-x-x-x-x---"),
}
VIOLINS = Ensemble(
    tilt=0.95, width=24, cutoff=5200, attack=0.16, release=0.28, air=0.5, formants=((2800, 5, 1.2), (500, 3, 1.0))
)
VIOLAS = Ensemble(tilt=1.0, width=26, cutoff=3600, attack=0.22, release=0.35, air=0.4, formants=((1200, 4, 1.2),))
CELLOS = Ensemble(
    tilt=1.05, width=22, cutoff=2600, attack=0.18, release=0.35, air=0.4, formants=((350, 4, 1.0), (800, 3, 1.5))
)
SPICCATO = Ensemble(tilt=0.9, width=26, cutoff=4500, attack=0.015, release=0.12, air=1.0, formants=((2400, 5, 1.0),))
PIZZICATO = StringVoice(
    sustain=0.9, brightness=2600, contact=0.3, hardness=2600, release=0.15, wood=((300.0, 5.0, 1.0), (1100.0, 3.0, 1.0))
)
HARP = StringVoice(sustain=3.2, brightness=5200, contact=0.4, hardness=3000, release=0.6)
HORN = Wave((1, 0.75, 0.5, 0.3, 0.18, 0.1, 0.05), attack=0.09, release=0.15, vibrato=4, level=0.13)
FLUTE = Wave((1, 0.35, 0.12, 0.05), attack=0.06, release=0.1, vibrato=22, breath=0.15, level=0.13)
CLARINET = Wave((1, 0.05, 0.6, 0.05, 0.4, 0.05, 0.2, 0.05, 0.1), attack=0.05, release=0.08, vibrato=6, level=0.12)
OBOE = Wave((0.5, 0.7, 1.0, 0.6, 0.4, 0.3, 0.2, 0.12, 0.08), attack=0.04, release=0.08, vibrato=16, level=0.08)
SOLO_VIOLIN = Wave(
    (1, 0.65, 0.6, 0.4, 0.35, 0.25, 0.2, 0.15, 0.1, 0.08), attack=0.09, release=0.12, vibrato=26, rate=5.8, level=0.1
)
SOLO_CELLO = Wave((1, 0.8, 0.6, 0.5, 0.3, 0.2, 0.12, 0.08), attack=0.1, release=0.15, vibrato=24, rate=5.2, level=0.13)


@dataclass(frozen=True, slots=True)
class Flavour:
    """The soloists of one ensemble, by track, and whether it has brass and drums."""

    soloists: tuple[Instrument, ...]
    answers: tuple[Instrument, ...]
    full: bool


@dataclass(frozen=True, slots=True)
class Texture:
    """How one track is accompanied: what moves and how, where the strings lie, how loud the tutti is in dB."""

    beats: int
    mover: Instrument
    moving: str
    order: tuple[int, ...]
    beds: str
    pulse: str
    tutti_db: float
    octave: int = 0


FLAVOURS = {
    "chamber": Flavour(
        (SOLO_VIOLIN, SOLO_CELLO, FLUTE, OBOE, SOLO_VIOLIN),
        (FLUTE, SOLO_VIOLIN, OBOE, SOLO_CELLO, SOLO_CELLO),
        full=False,
    ),
    "symphony": Flavour((OBOE, FLUTE, HORN, CLARINET, HORN), (FLUTE, HORN, OBOE, FLUTE, CLARINET), full=True),
}
TEXTURES = (
    Texture(4, HARP, "x.x.x.xx", (0, 1, 2, 3, 4, 3, 2, 1), "*", "", -1.0),
    Texture(3, PIZZICATO, "x.x.x.", (0, 2, 3), "answer", "", -6.0),
    Texture(4, VIOLAS, "x---x---", (2, 3), "*", "", -4.0, octave=-12),
    Texture(3, SPICCATO, "xxxxxx", (0, 2, 4, 3, 2, 1), "climax", "xxxxxxxxxxxx", 0.0),
    Texture(4, PIZZICATO, "x.xxx.x.", (0, 3, 2, 4), "opening close", "", -9.0, octave=12),
)


def compose(piece: Piece) -> Sound:
    flavour, turn = FLAVOURS[piece.flavour], piece.variation
    texture = TEXTURES[turn]
    form = lay_out(piece.key, piece.bpm, texture.beats, PLAN, {"*": THEMES[turn], "answer": ANSWERS[turn]}, 37.8)
    studio = Studio(
        form,
        piece.bpm,
        piece.rng(),
        Feel(loose=0.014, touch=0.08),
        room=Room(2.2, 5500, 0.025),
        tail=3.5,
        dynamics=DYNAMICS,
    )
    _strings(studio, form, texture, full=flavour.full)
    _theme(studio, form, flavour, texture, turn)
    _accompaniment(studio, form, texture)
    if flavour.full:
        _climax(studio, form, texture.beats, turn)
    return studio.finish(loudness_db=-17.5, fade_out=2.5)


def _strings(studio: Studio, form: Form, texture: Texture, *, full: bool) -> None:
    bed = sustained_part(form.within(texture.beds), centre=59 + texture.octave, spread=full)
    studio.play(VIOLAS, bed, Strip(-5, pan=0.2, send_db=-7))
    bass = bass_part(form.within("*"), "x---" if texture.beats == 4 else "x--", octave=2)
    studio.play(CELLOS, bass + (shifted(bass, -12) if full else []), Strip(-3, pan=0.45, send_db=-8))
    high = sustained_part(form.within("climax"), centre=76 - texture.octave)
    studio.play(VIOLINS, high, Strip(texture.tutti_db - 8, pan=-0.5, send_db=-7))


def _theme(studio: Studio, form: Form, flavour: Flavour, texture: Texture, turn: int) -> None:
    motifs = [invent(studio.rng, PHRASES[texture.beats], reach=4) for _ in range(3)]
    theme = melody(form.within("theme"), form.key, motifs, form="ABAC", centre=72 + texture.octave // 2)
    studio.play(flavour.soloists[turn], theme, Strip(0, pan=-0.2, send_db=-8))
    reply = melody(form.within("answer"), form.key, motifs, form="CB", centre=69)
    studio.play(flavour.answers[turn], reply, Strip(-1, pan=0.25, send_db=-8))
    tutti = melody(form.within("climax close"), form.key, motifs, form="ABAC", centre=76)
    studio.play(VIOLINS, tutti, Strip(texture.tutti_db, pan=-0.4, send_db=-7))
    if flavour.full:
        studio.play(HORN, shifted(tutti, -12), Strip(-2 + texture.tutti_db / 2, pan=-0.1, send_db=-6))
    else:
        studio.play(flavour.soloists[turn], shifted(tutti, texture.octave), Strip(-2, pan=0.1, send_db=-8))


def _accompaniment(studio: Studio, form: Form, texture: Texture) -> None:
    moving = form.within("opening theme answer close")
    broken = arpeggio(moving, texture.moving, order=texture.order, centre=62 + texture.octave)
    studio.play(texture.mover, broken, Strip(-4, pan=0.35, send_db=-9))
    if texture.pulse:
        repeated = chord_part(form.within("answer climax"), texture.pulse, centre=64)
        studio.play(SPICCATO, repeated, Strip(-5, pan=-0.15, send_db=-9))


def _climax(studio: Studio, form: Form, beats: int, turn: int) -> None:
    kit: Kit = {
        "timpani": Drum(lambda: timpano(12 + 55 + form.key.tonic * 3.0), 0.15, -5),
        "cymbal": Drum(lambda: cymbal(1.4, 700, 0.1, 24), -0.2, -3),
    }
    rolls = ("x.......x.x.....", "x...x...x...x...", "x.............xx")[turn % 3] if beats == 4 else "x.......x.x."
    starts = [bar for bar in form.within("climax") if bar.place % 4 == 0]
    parts = {
        "timpani": drum_part(form.within("climax close"), rolls),
        "cymbal": drum_part(starts, "x" + "." * (beats - 1)),
    }
    studio.drum(kit, parts, Strip(-3, send_db=-8))
