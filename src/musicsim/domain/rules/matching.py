"""Whether a track of an outside catalogue is the recording that is meant."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from musicsim.domain.model.beyond import ExternalTrack, SoughtTrack
from musicsim.domain.rules.text import fold

ACCEPTED = 0.75
"""Score from which on a match is believed: a wrong one recommends music for the wrong song, a missed one nothing."""

_SAME_LENGTH = 3.0
_OTHER_LENGTH = 20.0
"""Seconds by which lengths may differ between masterings, and from which on it is another version."""

_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_GUESTS = re.compile(r"[(\[]?\b(?:feat\.?|ft\.?|featuring)\s[^)\]]*[)\]]?", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]|\s[-–—]\s+(.*)$")
_NAMES = re.compile(r"\s*(?:,|;|/|&|\+|\bx\b|\bvs\b\.?|\band\b|\bwith\b|\bfeat\b\.?|\bft\b\.?|\bfeaturing\b)\s*")
_SIGNS = re.compile(r"[^\w\s]+")
_VERSIONS = frozenset(
    {"live", "remix", "mix", "acoustic", "instrumental", "karaoke", "demo", "cover", "unplugged", "reprise", "dub"}
    | {"slowed", "sped", "nightcore", "orchestral", "piano", "tribute"}
)
"""Words that make another recording of it. "Remastered", "mono" and "radio edit" do not."""

_once = lru_cache(maxsize=1000)
"""One track is compared with many, whose titles are its own most of the time."""


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate and how surely it is the one, 0 … 1."""

    track: ExternalTrack
    score: float


def isrc_of(text: str) -> str:
    """The ISRC in its twelve characters (ISO 3901), or "" when `text` is none: "de-a-12" says nothing."""
    bare = re.sub(r"[\s-]", "", text).upper()
    return bare if _ISRC.fullmatch(bare) else ""


def best_match(sought: SoughtTrack, candidates: Sequence[ExternalTrack]) -> Match | None:
    """The surest of `candidates`, the earlier of equal ones; None when none can be believed."""
    rated = [Match(track, score(sought, track)) for track in candidates]
    best = max(rated, key=lambda match: match.score, default=None)
    return best if best is not None and best.score >= ACCEPTED else None


def score(sought: SoughtTrack, track: ExternalTrack) -> float:
    """How surely both are one recording, 0 … 1; 1 for the same ISRC.

    Different ISRCs say nothing: each release of a recording tends to have its own. Title and artist have to agree
    both, so they are multiplied; a length that is another one, or a version ("live"), speaks against it.
    """
    codes = isrc_of(sought.isrc), isrc_of(track.isrc)
    if codes[0] and codes[0] == codes[1]:
        return 1.0
    same = likeness(plain_title(sought.title), plain_title(track.title)) * artist_likeness(sought.artist, track.artist)
    fits = 1.0 if _versions(sought.title) == _versions(track.title) else 0.5
    return min(0.99, same) * fits * _length_fit(sought.duration, track.duration)


def likeness(one: str, other: str) -> float:
    """How alike two folded texts are, 0 … 1, symmetric: Dice's coefficient of their character pairs."""
    if one == other:
        return 1.0 if one else 0.0
    first, second = _pairs(one), _pairs(other)
    shared = sum((first & second).values())
    return 2 * shared / max(first.total() + second.total(), 1)


@_once
def plain_title(title: str) -> str:
    """Folded, without guests, notes in brackets or behind a dash, and punctuation: what both spell alike."""
    bare = _ASIDE.sub(" ", _GUESTS.sub(" ", title))
    return _bare(bare) or _bare(title)


def artist_likeness(one: str, other: str) -> float:
    """0 … 1, symmetric; one name in common among several is nearly as good as all. An unknown artist is half of it."""
    if not one.strip() or not other.strip():
        return 0.5
    whole = likeness(_bare(one), _bare(other))
    names, others = _names(one), _names(other)
    return max(whole, 0.95 if names & others else 0.0)


@_once
def _names(artist: str) -> frozenset[str]:
    return frozenset(name for part in _NAMES.split(fold(artist)) if (name := _bare(part)))


def _bare(text: str) -> str:
    folded = fold(text)
    return " ".join(_SIGNS.sub(" ", folded.replace("'", "")).split()) or folded


def _pairs(text: str) -> Counter[str]:
    padded = f" {text} "
    return Counter(padded[at : at + 2] for at in range(len(padded) - 1))


@_once
def _versions(title: str) -> frozenset[str]:
    """The words of asides that name another version; a song may be called "Live" or "Demo" itself."""
    asides = [_bare(found[1] or found[2] or "").split() for found in _ASIDE.finditer(title)]
    return frozenset(word for words in asides if "original" not in words for word in words if word in _VERSIONS)


def _length_fit(one: float | None, other: float | None) -> float:
    """1 for lengths that fit or are unknown, down to 0.5 for those of two versions."""
    if not one or not other:
        return 1.0
    excess = (abs(one - other) - _SAME_LENGTH) / (_OTHER_LENGTH - _SAME_LENGTH)
    return 1.0 - 0.5 * min(1.0, max(0.0, excess))
