"""Ambient: no drums, harmony that drifts, wide rooms. Drones with wind, or glass bells over choirs."""

from dataclasses import dataclass

import numpy as np

from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.ensemble import Ensemble
from musicsim.adapters.demo.form import Form, lay_out
from musicsim.adapters.demo.instruments import Instrument
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.pluck import StringVoice
from musicsim.adapters.demo.score import Note, arpeggio, invent, melody, sustained_part
from musicsim.adapters.demo.sound import Sound, equalise, noise, resonance, samples
from musicsim.adapters.demo.studio import Feel, Strip, Studio
from musicsim.adapters.demo.voices import Bell

PLAN = (("dawn", 2), ("drift", 3), ("bloom", 4), ("dusk", 2))
HARMONY = (
    "Imadd9 bVImaj7 bIIImaj7 bVIIsus2",
    "Im9 IVsus2 bVImaj7 Im9",
    "Imaj9 VIm9 IVmaj7 Vsus4",
    "Isus2 bVIIsus2 IVadd9 Isus2",
    "Imaj7 IImaj7 Imaj7 VIIm7",
)


@dataclass(frozen=True, slots=True)
class Flavour:
    """The palette of one artist."""

    pads: tuple[Ensemble, ...]
    sparks: tuple[Instrument, ...]
    centre: int
    wind_db: tuple[float, ...]
    patterns: tuple[str, ...]
    spark_db: tuple[float, ...]


FLAVOURS = {
    "drones": Flavour(
        pads=(
            Ensemble(tilt=1.5, width=38, cutoff=1100, attack=2.2, release=3.0),
            Ensemble(tilt=1.1, width=55, cutoff=1900, attack=1.8, release=2.8, odd=0.2),
            Ensemble(tilt=1.2, width=25, cutoff=900, attack=2.5, release=3.0, formants=((480, 9, 2.0),)),
            Ensemble(tilt=1.2, width=70, cutoff=1400, attack=2.0, release=3.0),
            Ensemble(tilt=1.8, width=24, cutoff=1800, attack=2.0, release=3.0),
        ),
        sparks=(
            Bell(ratio=3.5, index=0.8, bite=2.5, ring=5.0, release=2.0),
            StringVoice(sustain=6, brightness=2200, release=1.5),
            Bell(ratio=1.41, index=2.2, bite=3.0, ring=5.0, release=2.0),
            StringVoice(sustain=8, brightness=900, hardness=900, contact=0.4, release=1.5),
            Bell(ratio=2.0, index=0.4, bite=1.5, ring=5.0, release=2.0),
        ),
        centre=55,
        wind_db=(-20.0, -36.0, -24.0, -17.0, -28.0),
        patterns=("x.......", "....x...", "x.....x.", "........", "x.x....."),
        spark_db=(-12.0, -6.0, -9.0, -14.0, -5.0),
    ),
    "glass": Flavour(
        pads=(
            Ensemble(
                tilt=1.0, width=30, cutoff=2600, attack=1.4, release=2.5, formants=((700, 8, 2.0), (1150, 6, 2.5))
            ),
            Ensemble(tilt=1.3, width=45, cutoff=2400, attack=1.6, release=2.5),
            Ensemble(tilt=0.9, width=28, cutoff=2000, attack=1.5, release=2.4, odd=0.3),
            Ensemble(tilt=1.6, width=24, cutoff=2800, attack=1.4, release=2.4),
            Ensemble(tilt=1.1, width=60, cutoff=2400, attack=1.8, release=2.5, formants=((1200, 6, 2.0),)),
        ),
        sparks=(
            Bell(ratio=4.0, index=0.9, bite=1.5, ring=4.0, release=1.5),
            Bell(ratio=2.76, index=0.5, bite=1.0, ring=4.0, release=1.5),
            StringVoice(sustain=5, brightness=4000, hardness=2500, contact=0.4, release=1.2),
            Bell(ratio=1.0, index=1.2, bite=1.5, ring=4.0, tremolo=3.0, release=1.2),
            Bell(ratio=5.4, index=0.35, bite=0.6, ring=3.0, release=1.2),
        ),
        centre=60,
        wind_db=(-30.0, -24.0, -40.0, -27.0, -21.0),
        patterns=("x..x..x.", "xxxxxxxx", "..x..x..", "x...x...", "x.xx.xx."),
        spark_db=(-8.0, -12.0, -5.0, -9.0, -7.0),
    ),
}


def compose(piece: Piece) -> Sound:
    rng, flavour = piece.rng(), FLAVOURS[piece.flavour]
    form = lay_out(piece.key, piece.bpm, 4, PLAN, {"*": HARMONY[piece.variation]}, 36)
    room = Room(seconds=4.0, damping=3000 + 400 * piece.variation, predelay=0.03)
    studio = Studio(form, piece.bpm, rng, Feel(loose=0.03), tail=5.0, room=room)
    _pads(studio, form, flavour, piece.variation)
    _sparks(studio, form, flavour, piece.variation)
    _wind(studio, flavour, piece.variation)
    return studio.finish(loudness_db=-21.0, fade_in=2.0, fade_out=4.0)


def _pads(studio: Studio, form: Form, flavour: Flavour, variation: int) -> None:
    first = flavour.pads[variation]
    second = flavour.pads[variation - 2]
    opening = (0.0, 0.15, 0.5, 0.9, 1.0, 0.5, 0.1)
    slow = sustained_part(form.within("*"), centre=flavour.centre, spread=True, overlap=0.5)
    studio.play(first, slow, Strip(0, send_db=-4, opening=opening, dark=500.0))
    high = sustained_part(form.within("drift bloom"), centre=flavour.centre + 14, overlap=0.5)
    studio.play(second, high, Strip(-7, send_db=-3))
    drone = [Note(bar.start, bar.beats + 1, 36 + form.key.tonic, 0.8) for bar in form.within("*")[::2]]
    deep = Ensemble(tilt=1.8, width=12, cutoff=300, attack=2.0, release=2.5)
    studio.play(deep, [Note(n.beat, n.length * 2, n.pitch, n.velocity) for n in drone], Strip(-2, send_db=-16))


def _sparks(studio: Studio, form: Form, flavour: Flavour, variation: int) -> None:
    voice = flavour.sparks[variation]
    turned = (flavour.patterns[variation], flavour.patterns[variation], flavour.patterns[variation - 2])
    strip = Strip(flavour.spark_db[variation], pan=0.25, send_db=-3, echo_beats=0.75, echo_db=-3)
    order = ((0, 2, 4, 1), (4, 2, 0, 3), (2, 5, 1, 4))[variation % 3]
    falling = arpeggio(form.within("drift bloom"), *turned, order=order, centre=flavour.centre + 16)
    studio.play(voice, falling, strip)
    motif = invent(studio.rng, ("x---..x---x-----", "x-----x---------", "..x---x-x-------"))
    line = melody(form.within("bloom dusk"), form.key, (motif,), form="A.AA", centre=flavour.centre + 22)
    studio.play(flavour.sparks[variation - 1], line, Strip(-7, pan=-0.3, send_db=-2, echo_beats=1.5, echo_db=-4))


def _wind(studio: Studio, flavour: Flavour, variation: int) -> None:
    """Two bands of noise that swell and fall against each other."""
    count = samples(studio.seconds)
    for band, centre in enumerate((420.0, 1300.0)):
        loop = equalise(noise(1 << 18, 10 * variation + band), resonance(centre, 1.5 + band))
        gusts = np.interp(np.linspace(0, 12, count // 512 + 1), np.arange(13), studio.rng.random(13) ** 2)
        breath = np.tile(loop, count // len(loop) + 1)[:count] * np.repeat(gusts, 512)[:count].astype(np.float32)
        studio.mix(np.stack((breath, np.roll(breath, 9000))), Strip(flavour.wind_db[variation], send_db=-10))
