"""The words that musicsim understands, in English and French, and what each means in tags, tempo, key and loudness.

Terms are folded (see rules.text) and split into words; hyphens and apostrophes separate words. Terms that no tag says
quite are marked rough. Each line lists spellings of one meaning.
"""

from collections.abc import Iterator

from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.words import InKey, InMode, Loud, Meaning, Paced, Tagged, Wish

Term = tuple[str, ...]
Entry = tuple[str, Meaning]

_VOICES = ("female vocalists", "male vocalists", "female vocalist")
_SLOW, _FAST = Paced(92, -1), Paced(126, 1)
_MINOR, _MAJOR = InMode(Mode.MINOR, 0.4), InMode(Mode.MAJOR, 0.4)
_QUIET, _LOUD = Loud(-1, 0.4), Loud(1, 0.4)


def _slow(weight: float) -> Paced:
    return Paced(_SLOW.bpm, -1, weight)


def _fast(weight: float) -> Paced:
    return Paced(_FAST.bpm, 1, weight)


def _thing(*tags: str, none: tuple[str, ...] = (), also: tuple[Wish, ...] = (), rough: bool = False) -> Meaning:
    return Meaning((Tagged(tags, none), *also), thing=True, rough=rough)


def _quality(*tags: str, none: tuple[str, ...] = (), also: tuple[Wish, ...] = (), rough: bool = False) -> Meaning:
    return Meaning((Tagged(tags, none), *also), rough=rough)


def _entry(spellings: str, meaning: Meaning) -> Entry:
    return spellings, meaning


_TABLE: tuple[Entry, ...] = (
    # voices and instruments
    _entry(
        "voice, voices, vocal, vocals, singing, singer, singers, sung, lyrics, voix, chant, chants, chante, "
        "chantee, chanter, paroles",
        _thing(*_VOICES, none=("instrumental",)),
    ),
    _entry(
        "female voice, female voices, female vocal, female vocals, female singer, woman, women, woman singing, "
        "girl, voix feminine, voix feminines, voix de femme, voix de femmes, chanteuse, chanteuses, femme, femmes",
        _thing("female vocalists", "female vocalist"),
    ),
    _entry(
        "male voice, male voices, male vocal, male vocals, male singer, man, men, voix masculine, voix masculines,"
        " voix d homme, voix homme, voix d hommes, chanteur, chanteurs, homme, hommes",
        _thing("male vocalists"),
    ),
    _entry("instrumental, instrumentals, instrumentale, instrumentaux", _quality("instrumental", none=_VOICES)),
    _entry("guitar, guitars, guitare, guitares", _thing("guitar")),
    _entry(
        "acoustic guitar, acoustic guitars, guitare acoustique, guitare seche, guitare folk, nylon guitar",
        Meaning((Tagged(("guitar",)), Tagged(("acoustic",))), thing=True),
    ),
    _entry(
        "electric guitar, electric guitars, guitare electrique, guitares electriques, distorted guitar, riff, riffs",
        Meaning((Tagged(("guitar",)), Tagged(("rock", "hard rock", "metal"))), thing=True),
    ),
    _entry(
        "piano, pianos, grand piano, pianist, pianiste",
        _thing("instrumental", "acoustic", "jazz", "mellow", rough=True),
    ),
    _entry(
        "strings, violin, violins, cello, orchestra, orchestral, symphonic, classical, violon, violons, "
        "violoncelle, cordes, orchestre, classique, musique classique, symphonique",
        _thing("instrumental", "beautiful", "ambient", none=("rock", "dance"), rough=True),
    ),
    _entry("sax, saxophone, trumpet, trompette, brass, cuivres, horns", _thing("jazz", "soul", "funk", rough=True)),
    _entry(
        "synth, synths, synthesizer, synthesizers, synthe, synthes, synthetiseur, synthetiseurs, keyboards, claviers",
        _thing("electronic", "electro", "80s", rough=True),
    ),
    _entry(
        "drums, drum, percussion, percussions, batterie, beat, beats, rythme, rythmes, rhythm, drum n bass, drum "
        "and bass",
        _thing("dance", "rock", "hip-hop", none=("ambient",), rough=True),
    ),
    _entry("bass, basse, groove", _thing("funk", "hip-hop", "dance", rough=True)),
    _entry("acoustic, unplugged, acoustique, acoustiques", _quality("acoustic")),
    # genres
    _entry("rock", _thing("rock")),
    _entry("pop", _thing("pop")),
    _entry("alternative, alternatif, alternatifs", _thing("alternative")),
    _entry("alternative rock, alt rock, rock alternatif", _thing("alternative rock")),
    _entry("indie, independent, independant", _thing("indie")),
    _entry("indie rock, rock indie", _thing("indie rock")),
    _entry("indie pop, pop indie", _thing("indie pop")),
    _entry("electronic, electronique, electroniques, electronica", _thing("electronic", "electronica")),
    _entry("electro", _thing("electro")),
    _entry("techno, trance, rave", _thing("electronic", "house", "dance", also=(_fast(0.5),), rough=True)),
    _entry("house, deep house", _thing("house")),
    _entry("disco", _thing("dance", "70s", "funk", rough=True)),
    _entry("dance, dance music, musique de danse", _thing("dance")),
    _entry("jazz, swing", _thing("jazz")),
    _entry("soul, motown", _thing("soul")),
    _entry("rnb, r&b, r n b, r and b, rhythm and blues", _thing("rnb")),
    _entry("blues", _thing("blues")),
    _entry("funk", _thing("funk")),
    _entry("hip hop, hiphop, rap, trap", _thing("hip-hop")),
    _entry("metal, death metal, black metal, thrash", _thing("metal", "heavy metal")),
    _entry("heavy metal", _thing("heavy metal")),
    _entry("hard rock, hardrock", _thing("hard rock")),
    _entry("classic rock, rock classique", _thing("classic rock")),
    _entry("progressive rock, prog rock, prog, rock progressif", _thing("progressive rock")),
    _entry("punk, punk rock", _thing("punk")),
    _entry("rock n roll, rock and roll, rockabilly", _thing("oldies", "classic rock", "60s", rough=True)),
    _entry("folk, folk music, musique folk", _thing("folk")),
    _entry("country, bluegrass, western", _thing("country")),
    _entry("ambient, ambiant, ambiante, drone", _thing("ambient")),
    _entry("lounge, trip hop, downtempo", _thing("chillout", "electronic", also=(_slow(0.3),))),
    _entry("easy listening, elevator music", _thing("easy listening")),
    _entry("experimental, experimentale, experimentaux, avant garde, weird, bizarre", _quality("experimental")),
    _entry("chanson francaise, singer songwriter", _thing("folk", "acoustic", also=(Tagged(_VOICES),), rough=True)),
    _entry(
        "soundtrack, film music, musique de film, cinematic",
        _thing("instrumental", "ambient", "beautiful", rough=True),
    ),
    # times
    _entry("60s, 60 s, sixties, annees 60, annees soixante", _thing("60s")),
    _entry("70s, 70 s, seventies, annees 70, annees soixante dix", _thing("70s")),
    _entry("80s, 80 s, eighties, annees 80, annees quatre vingt, annees quatre vingts", _thing("80s")),
    _entry("90s, 90 s, nineties, annees 90, annees quatre vingt dix", _thing("90s")),
    _entry("00s, 2000s, 2000 s, annees 2000", _thing("00s")),
    _entry(
        "oldies, old, oldie, vintage, retro, vieux, vieille, vieilles, ancien, ancienne",
        _quality("oldies", "60s", "70s"),
    ),
    # moods
    _entry(
        "sad, sadness, melancholic, melancholy, melancholia, depressing, triste, tristes, tristesse, melancolique,"
        " melancoliques, melancolie, nostalgic, nostalgique, heartbreak, blue",
        _quality("sad", also=(_MINOR, _slow(0.2))),
    ),
    _entry(
        "happy, joyful, cheerful, joy, happiness, upbeat, sunny, feel good, joyeux, joyeuse, joyeuses, gai, gaie, "
        "heureux, heureuse, joie, ensoleille, ensoleillee",
        _quality("happy", "party", also=(_MAJOR, _fast(0.2))),
    ),
    _entry(
        "calm, peaceful, relaxing, relaxed, relax, soothing, tranquil, serene, soft, gentle, mellow, chill, "
        "chilled, chillout, chill out, restful, calme, calmes, tranquille, paisible, relaxant, relaxante, "
        "reposant, reposante, apaisant, apaisante, serein, sereine, doux, douce, douces, detente, zen, cool",
        _quality("mellow", "chill", "chillout", none=("party",), also=(_slow(0.3), _QUIET)),
    ),
    _entry(
        "energetic, energy, powerful, intense, aggressive, wild, dynamic, angry, energique, energiques, energie, "
        "puissant, puissante, agressif, agressive, dynamique, nerveux, nerveuse, colere, pumping, heavy, lourd, "
        "lourde",
        _quality("rock", "dance", "metal", "punk", none=("mellow", "ambient"), also=(_fast(0.4), _LOUD), rough=True),
    ),
    _entry(
        "danceable, dancing, to dance, dansant, dansante, danser, pour danser, dancefloor, club, clubbing",
        _quality("dance", "house", "party", also=(Paced(112, 1, 0.3),)),
    ),
    _entry("party, fete, festif, festive, parties", _quality("party", "dance")),
    _entry("beautiful, pretty, lovely, beau, belle, belles, beaux, joli, jolie", _quality("beautiful")),
    _entry("sexy, sensual, sensuel, sensuelle", _quality("sexy")),
    _entry(
        "romantic, romance, love, romantique, romantiques, amour, tender, tendre",
        _quality("beautiful", "mellow", rough=True),
    ),
    _entry("catchy, earworm, entrainant, entrainante, entrainants", _quality("catchy")),
    _entry(
        "dark, gloomy, sinister, haunting, sombre, sombres, obscur, obscure, inquietant, inquietante, tense, tendu",
        _quality("ambient", "experimental", "sad", none=("happy", "party"), also=(_MINOR,), rough=True),
    ),
    _entry(
        "dreamy, ethereal, atmospheric, atmosphere, floating, space, spacey, reveur, reveuse, planant, planante, "
        "aerien, aerienne, atmospherique, onirique",
        _quality("ambient", "chillout", "beautiful"),
    ),
    _entry("groovy, funky, groovant", _quality("funk", "soul")),
    _entry(
        "sleep, sleeping, to sleep, dormir, pour dormir, sommeil, berceuse, lullaby, meditation, mediter, yoga",
        _quality("ambient", "mellow", none=("rock", "party"), also=(_slow(0.5), _QUIET), rough=True),
    ),
    _entry(
        "workout, running, sport, courir, pour courir, gym",
        _quality("dance", "house", "electronic", also=(_fast(0.8), _LOUD), rough=True),
    ),
    _entry(
        "focus, study, studying, work, concentration, travailler, pour travailler, etudier",
        _quality("instrumental", "ambient", "chillout", none=_VOICES, rough=True),
    ),
    _entry("evening, night, nuit, soir, soiree calme", _quality("mellow", "chillout", "jazz", rough=True)),
    # tempo, loudness, mode
    _entry(
        "slow, slowly, lent, lente, lents, lentes, lentement, largo, adagio, slow tempo, tempo lent, low tempo",
        Meaning((_SLOW,)),
    ),
    _entry(
        "fast, quick, rapid, speedy, rapide, rapides, vite, vif, vive, presto, allegro, high tempo, tempo rapide, "
        "up tempo, uptempo, fast tempo",
        Meaning((_FAST,)),
    ),
    _entry(
        "mid tempo, midtempo, medium tempo, moderate, andante, tempo moyen, moderato, modere",
        Meaning((Paced(108, 0),)),
    ),
    _entry("loud, noisy, fort, forte, bruyant, bruyante, bruyants", Meaning((Loud(1),))),
    _entry("quiet, silent, faint, silencieux, silencieuse, discret, discrete", Meaning((Loud(-1),))),
    _entry(
        "minor, minor key, a minor key, minor keys, in minor, mineur, mode mineur, en mineur",
        Meaning((InMode(Mode.MINOR),)),
    ),
    _entry(
        "major, major key, a major key, major keys, in major, majeur, mode majeur, en majeur",
        Meaning((InMode(Mode.MAJOR),)),
    ),
)

_ENGLISH = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_FRENCH = {"do": 0, "ut": 0, "re": 2, "mi": 4, "fa": 5, "sol": 7, "la": 9, "si": 11}
_SHARPS = {"sharp": 1, "flat": -1, "diese": 1, "bemol": -1}
_MODES = {"minor": Mode.MINOR, "major": Mode.MAJOR, "mineur": Mode.MINOR, "majeur": Mode.MAJOR, "maj": Mode.MAJOR,
          "min": Mode.MINOR}  # fmt: skip


def _keys() -> Iterator[tuple[Term, Meaning]]:
    """Every key as "f# minor", "f sharp minor", "fa diese mineur", and its Camelot code."""
    for names in (_ENGLISH, _FRENCH):
        for name, natural in names.items():
            for mode_name, mode in _MODES.items():
                yield (name, mode_name), _in_key(natural, mode)
                yield (f"{name}#", mode_name), _in_key(natural + 1, mode)
                yield (f"{name}b", mode_name), _in_key(natural - 1, mode)
                for accidental, by in _SHARPS.items():
                    yield (name, accidental, mode_name), _in_key(natural + by, mode)
    for mode in Mode:
        for tonic in range(12):
            yield (MusicalKey(tonic, mode).camelot.lower(),), _in_key(tonic, mode)


def _in_key(tonic: int, mode: Mode) -> Meaning:
    return Meaning((InKey(MusicalKey(tonic % 12, mode)),))


TERMS: dict[Term, Meaning] = dict(_keys()) | {
    tuple(spelling.split()): meaning for spellings, meaning in _TABLE for spelling in spellings.split(", ")
}
"""Every term, as its words, with its meaning."""
