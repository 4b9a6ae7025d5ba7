"""The small words between the words that mean a sound."""

from enum import Enum, auto


class Role(Enum):
    """What a small word does."""

    WITHOUT = auto()  # negates all up to the next thing
    NOT = auto()  # negates what comes next
    LESS = auto()  # negates what comes next, by half
    AND = auto()
    OR = auto()  # goes on with a negation, as "nor" does
    BREAK = auto()  # ends whatever was going on
    FILLER = auto()  # a thing without a sound: "music", "songs"
    EMPTY = auto()


_WORDS = {
    Role.WITHOUT: "without, no, sans, aucun, aucune, zero, minus, except, excluding, sauf, pas de, pas d, plus aucun",
    Role.NOT: "not, never, non, pas, jamais, neither, ni, nothing, rien",
    Role.LESS: "less, fewer, moins, moins de, moins d, less of",
    Role.AND: "and, et, &, +, plus",
    Role.OR: "or, ou, nor",
    Role.BREAK: "but, mais, with, avec, yet, though, however, featuring, ft",
    Role.FILLER: (
        "music, musics, song, songs, track, tracks, tune, tunes, piece, pieces, stuff, sound, sounds, record, records, "
        "musique, musiques, morceau, morceaux, chanson, chansons, titre, titres, son, sons, genre, style, ambiance, "
        "tempo, playlist, instrument, instruments, melody, melodies, melodie, key, mood, vibe, vibes"
    ),
    Role.EMPTY: (
        "a, an, the, of, in, on, for, to, at, from, by, some, any, something, anything, it, its, is, are, that, this,"
        " these, those, which, who, like, i, you, we, me, my, want, would, please, give, play, find, need, do, does, "
        "be, bit, as, too, much, many, around, about, between, kind, type, sort, while, played, based, driven, ca, can,"
        " un, une, des, du, de, la, le, les, l, d, s, c, n, m, j, t, qu, que, qui, en, dans, sur, pour, par, au, aux,"
        " ce, cet, cette, ces, est, sont, soit, je, tu, il, elle, nous, veux, voudrais, cherche, quelque, chose, "
        "quelques, comme, trop, beaucoup, environ, vers, entre, joue, jouee, mon, ma, mes, tout, toute, ne, y, se, "
        "bien"
    ),
}

SMALL: dict[tuple[str, ...], Role] = {
    tuple(spelling.split()): role for role, spellings in _WORDS.items() for spelling in spellings.split(", ")
}

_INTENSITIES = {
    1.5: "very, really, super, extremely, so, ultra, highly, totally, tres, vraiment, extremement, hyper, tellement",
    1.25: "more, more of, mostly, mainly, plus de, surtout, principalement, davantage de",
    0.75: "rather, quite, fairly, pretty much, assez, plutot, relativement",
    0.5: (
        "a little, a bit, a bit of, a touch of, slightly, somewhat, little, un peu, un peu de, legerement, a peine, "
        "une touche de"
    ),
}

INTENSITIES = {
    tuple(spelling.split()): intensity
    for intensity, spellings in _INTENSITIES.items()
    for spelling in spellings.split(", ")
}
