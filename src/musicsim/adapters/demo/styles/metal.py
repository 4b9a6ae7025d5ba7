"""Metal: two overdriven guitars hard left and right, double kicks. Heavy and chugging, or fast with melodic leads."""

from dataclasses import dataclass

from musicsim.adapters.demo.drums import Kit, cymbal, kick, snare, tom
from musicsim.adapters.demo.drums import Piece as Drum
from musicsim.adapters.demo.effects import Room
from musicsim.adapters.demo.form import Form, lay_out
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.pluck import Amplified, StringVoice
from musicsim.adapters.demo.score import bass_part, drum_part, invent, melody, shifted
from musicsim.adapters.demo.sound import Sound, bell
from musicsim.adapters.demo.studio import Feel, Strip, Studio

PLAN = (("intro", 1), ("verse", 3), ("chorus", 2), ("break", 1), ("solo", 2), ("chorus", 2), ("outro", 0.5))
RIFFS = ("I5 I5 bVI5 bVII5", "I5 bII5 I5 bIII5", "I5 bIII5 IV5 bVI5", "I5 I5 bII5 bVII5", "I5 bVI5 bIII5 bVII5")
HOOKS = ("bVI5 bVII5 I5 I5", "bVI5 bIII5 bVII5 I5", "IV5 bVI5 bIII5 bVII5", "bVI5 bVII5 I5 V5", "I5 bVII5 bVI5 V5")
CHUGS = ("x.xxx.xxx.xxxxxx", "xxx.xxx.xxx.xx..", "x..x..x.x..x..x.", "xx.xx.xxx.xx.xx.", "x.x.xxx.x.x.xxxx")
HELD = ("X-------X-------", "X-----X---X-----", "X---X---X-X-X---", "X-------X---X---", "X-----X-----X---")
KICKS = ("x.xxx.xxx.xxxxxx", "xxx.xxx.xxx.xx..", "xxxxxxxxxxxxxxxx", "xx.xx.xxx.xx.xx.", "x.x.x.x.x.x.x.x.")
SNARES = ("....X.......X...", "........X.......", "..X...X...X...X.", "....X.......X..o", "........X.....X.")
CHUGGED = ("verse", "intro verse", "verse solo", "intro verse solo", "chorus solo")
LEADS = ("x-x-x-x-x---x---", "xxxxxxxxx---x---", "x---x-x-x-------", "x-xxx-xxx-x-x---")

LOW = StringVoice(sustain=7.0, brightness=7000, hardness=6000, release=0.05)
PICKED_BASS = StringVoice(
    sustain=4.0, brightness=3200, hardness=3500, contact=0.1, wood=((80.0, 4.0, 1.0), (900.0, 5.0, 1.0))
)


@dataclass(frozen=True, slots=True)
class Flavour:
    """The amplifier and the register of one band; `octave` is where its roots lie."""

    gain_db: float
    cabinet: float
    octave: int
    kit: Kit


def _kit(tone: float, bright: float, click: float) -> Kit:
    return {
        "kick": Drum(lambda: kick(52, 120, 0.018, 0.2, click), 0.0, 0),
        "snare": Drum(lambda: snare(tone, 0.22, 1.2, bright), 0.0, 0),
        "hat": Drum(lambda: cymbal(0.14, 2500, 0.5), -0.35, -3),
        "crash": Drum(lambda: cymbal(1.4, 600, 0.3, 22), 0.4, 3),
        "ride": Drum(lambda: cymbal(0.9, 1200, 0.9, 23), 0.45, -1),
        "tom": Drum(lambda: tom(100, 0.4), 0.2, -3),
        "floor": Drum(lambda: tom(72, 0.5), 0.45, -2),
    }


FLAVOURS = {
    "doom": Flavour(40, 7000, 1, kit=_kit(175, 2000, 0.4)),
    "speed": Flavour(36, 8500, 2, kit=_kit(215, 2900, 0.8)),
}


def compose(piece: Piece) -> Sound:
    flavour, turn = FLAVOURS[piece.flavour], piece.variation
    form = lay_out(
        piece.key, piece.bpm, 4, PLAN, {"*": RIFFS[turn], "chorus": HOOKS[turn], "solo": HOOKS[turn - 1]}, 40
    )
    studio = Studio(form, piece.bpm, piece.rng(), Feel(loose=0.004), room=Room(1.0, 5000), tail=2.3)
    _guitars(studio, form, flavour, turn)
    _bass(studio, form, turn)
    _leads(studio, form, flavour, turn)
    _drums(studio, form, flavour, turn)
    return studio.finish(loudness_db=-12.0, fade_out=1.0)


def _guitars(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    riffs = form.within(CHUGGED[turn])
    muted = bass_part(riffs, CHUGS[turn], CHUGS[turn], CHUGS[turn], CHUGS[turn - 1], octave=flavour.octave, steps=(0,))
    open_bars = [bar for bar in form.within("intro verse chorus solo outro") if bar not in riffs]
    held = bass_part(open_bars, HELD[turn], HELD[turn - 2], octave=flavour.octave)
    for take, pan in ((0, -0.85), (1, 0.85)):
        strip = Strip(-3, pan=pan, send_db=-24)
        palm = Amplified(LOW, flavour.gain_db, (0, 7), muted=True, cabinet=flavour.cabinet, take=take)
        ring = Amplified(LOW, flavour.gain_db, (0, 7, 12), cabinet=flavour.cabinet + 500, take=take)
        studio.play(palm, muted, strip)
        studio.play(ring, held, strip)
    alone = Amplified(LOW, flavour.gain_db, (0, 7), muted=turn % 2 == 0, cabinet=2400)
    studio.play(
        alone, bass_part(form.within("break"), CHUGS[turn - 3], octave=flavour.octave), Strip(-4, pan=-0.4, send_db=-18)
    )


def _bass(studio: Studio, form: Form, turn: int) -> None:
    line = bass_part(form.within("verse"), CHUGS[turn], octave=1) + bass_part(
        form.within("intro chorus solo outro"), "x-x-x-x-x-x-x-x-", octave=1
    )
    studio.play(PICKED_BASS, line, Strip(-1, send_db=-40, drive_db=12))


def _leads(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    voice = Amplified(StringVoice(sustain=9, brightness=6000, contact=0.3), flavour.gain_db - 4, (0,), cabinet=7000)
    motifs = [invent(studio.rng, LEADS, reach=5) for _ in range(3)]
    strip = Strip(-6, pan=0.1, send_db=-12, echo_beats=0.75, echo_db=-12, filters=(bell(1200, 3),))
    solo = melody(form.within("solo"), form.key, motifs, form="ABAC", centre=72)
    studio.play(voice, solo, strip)
    if turn in (1, 2, 4):
        hook = melody(form.within("chorus"), form.key, motifs, form="AB", centre=67)
        studio.play(voice, hook + (shifted(hook, 7) if turn == 2 else []), Strip(-8, pan=-0.2, send_db=-14))


def _drums(studio: Studio, form: Form, flavour: Flavour, turn: int) -> None:
    loud, riffs, hooks = form.within("intro verse chorus solo"), form.within("verse"), form.within("intro chorus solo")
    starts = [bar for bar in form.bars if bar.place == 0 and bar.section != "break"]
    parts = {
        "kick": drum_part(riffs, KICKS[turn], fill="x.x.x.x.xxxxxxxx") + drum_part(hooks, KICKS[turn - 2]),
        "snare": drum_part(loud, SNARES[turn], fill="....X.....x.xxxx")
        + drum_part(form.within("break"), "X.......X......."),
        "hat": drum_part(riffs, "x.x.x.x.x.x.x.x."),
        "ride": drum_part(hooks, "x.x.x.x.x.x.x.x." if turn % 2 else "x...x...x...x..."),
        "crash": drum_part(starts, "X...............") + drum_part(form.within("chorus outro"), "x..............."),
        "tom": drum_part(form.within("break"), "x..x..x...x..x.."),
        "floor": drum_part(form.within("break"), "..x..x..x...x.xx"),
    }
    studio.drum(flavour.kit, parts, Strip(1, send_db=-20, drive_db=2))
