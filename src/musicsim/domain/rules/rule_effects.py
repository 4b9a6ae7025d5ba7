"""What each rule of ranking does to the answers on a library."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.evaluation import AnswerQuality, Label
from musicsim.domain.model.similarity import Candidate, RankingOptions, Sound
from musicsim.domain.model.track import Track
from musicsim.domain.rules.evaluation import Ground, Ints
from musicsim.domain.rules.hubness import MORE_FOR_COPIES, NEIGHBOURS, hub_number
from musicsim.domain.rules.ranking import rank
from musicsim.domain.rules.text import fold

HITS = 10
MOST_QUERIES = 500
"""Tracks that ask, at most: evenly spread ones where the library has more."""

_REACH = 60
_BLOCK = 200

_NONE = RankingOptions(limit=HITS, per_artist=None, per_album=None, group_copies=False, damp_hubs=0.0)
RULES: Mapping[str, RankingOptions] = {
    "nearest": _NONE,
    "copies grouped": replace(_NONE, group_copies=True),
    "caps": replace(_NONE, per_artist=3, per_album=2),
    "diversity 0.3": replace(_NONE, diversity=0.3),
    "hubs damped": replace(_NONE, damp_hubs=1.0),
    "default": RankingOptions(limit=HITS),
}
"""The rules one by one, and all that are on by default."""

Answers = Sequence[Sequence[int]]


def rule_effects(tracks: Sequence[Track], sounds: Sequence[Sound], ground: Ground) -> dict[str, AnswerQuality]:
    """The quality of the answers under each of RULES. Takes about a minute for 100,000 tracks."""
    if len(tracks) < 2:
        return {}
    vectors = np.stack([sound.vector for sound in sounds])
    asking = np.unique(np.linspace(0, len(tracks) - 1, min(len(tracks), MOST_QUERIES)).astype(np.int64))
    near = _nearest(vectors, asking, ground.group, _REACH)
    met = np.unique(np.concatenate(near))
    hubs = dict(zip(met.tolist(), _hub_numbers(vectors, met), strict=True))
    known = {one: _candidate(one, tracks[one], sounds[one], hubs[one]) for one in met.tolist()}
    questions = [
        [known[one]._replace(score=float(vectors[asked] @ vectors[one])) for one in found.tolist()]
        for asked, found in zip(asking.tolist(), near, strict=True)
    ]
    return {
        name: _quality(asking, [_hits(question, options) for question in questions], ground)
        for name, options in RULES.items()
    }


def _nearest(vectors: Vector, asking: Ints, group: Ints, count: int) -> list[Ints]:
    """The nearest of each that asks, nearest first, neither itself nor its own near-duplicates."""
    found: list[Ints] = []
    for start in range(0, len(asking), _BLOCK):
        block = asking[start : start + _BLOCK]
        cosines = vectors[block] @ vectors.T
        cosines[(group[block][:, None] == group[None, :]) & (group[block][:, None] >= 0)] = -np.inf
        cosines[np.arange(len(block)), block] = -np.inf
        for row in cosines:
            some = np.argpartition(-row, min(count, len(row) - 1))[:count]
            some = some[np.isfinite(row[some])]
            found.append(some[np.argsort(-row[some], kind="stable")])
    return found


def _hub_numbers(vectors: Vector, rows: Ints) -> list[float]:
    numbers: list[float] = []
    count = min(NEIGHBOURS + MORE_FOR_COPIES, len(vectors) - 1)
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        cosines = vectors[block] @ vectors.T
        cosines[np.arange(len(block)), block] = -1.0
        numbers += [hub_number(np.partition(row, len(row) - count)[-count:].tolist()) for row in cosines]
    return numbers


def _candidate(number: int, track: Track, sound: Sound, hub: float) -> Candidate:
    return Candidate(str(number), 0.0, fold(track.metadata.artist), fold(track.metadata.album), sound, hub)


def _hits(question: Sequence[Candidate], options: RankingOptions) -> list[int]:
    return [int(one.candidate.id) for one in rank(question, options)]


def _quality(asking: Ints, answers: Answers, ground: Ground) -> AnswerQuality:
    style, artist = ground.labels[Label.STYLE], ground.labels[Label.ARTIST]
    by_others = [
        _share(style, asked, [one for one in hits if artist[one] < 0 or artist[one] != artist[asked]])
        for asked, hits in zip(asking.tolist(), answers, strict=True)
    ]
    occurrences = np.bincount([one for hits in answers for one in hits], minlength=len(style))
    return AnswerQuality(
        style=_mean(by_others),
        artist=_mean([_share(artist, asked, hits) for asked, hits in zip(asking.tolist(), answers, strict=True)]),
        artists=float(np.mean([len({int(artist[one]) for one in hits}) for hits in answers])),
        skewness=skewness(occurrences),
        orphans=float(np.mean(occurrences == 0)),
    )


def _share(labels: Ints, asked: int, hits: Sequence[int]) -> float | None:
    """The share of hits with the same label; None where there is none to have."""
    if labels[asked] < 0 or not hits:
        return None
    return float(np.mean(labels[list(hits)] == labels[asked]))


def _mean(shares: Sequence[float | None]) -> float:
    known = [share for share in shares if share is not None]
    return float(np.mean(known)) if known else 0.0


def skewness(occurrences: npt.NDArray[np.int64]) -> float:
    """The third standardized moment of how often each is among others' nearest: 0 without hubs (Radovanović 2010)."""
    spread = float(occurrences.std())
    return float(((occurrences - occurrences.mean()) ** 3).mean()) / spread**3 if spread else 0.0
