"""From the nearest to an answer: copies grouped, artists and albums capped, diversity."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.similarity import Candidate, Ranked, RankingOptions, Sketch
from musicsim.domain.rules.hubness import standings
from musicsim.domain.rules.near_duplicates import group_near_duplicates
from musicsim.domain.rules.unit_vectors import stacked


def rank(candidates: Sequence[Candidate], options: RankingOptions) -> list[Ranked]:
    """At most `options.limit` of `candidates` (descending by score), best first.

    A copy counts neither against the limit nor against a cap. With diversity 0 the order is that of the scores, hubs
    damped.
    """
    order = np.argsort(-standings(candidates, options.damp_hubs), kind="stable")
    candidates = [candidates[place] for place in order.tolist()]
    grouped = _grouped(candidates) if options.group_copies else map(Ranked, candidates)
    if options.diversity <= 0:
        return _capped(grouped, options)
    return _diverse(list(grouped), options)


def room(sketches: Iterable[Sketch], options: RankingOptions) -> int:
    """How many of these caps leave, were none a copy of another: found without comparing sounds."""
    artists: Counter[str] = Counter()
    for (artist, album), count in Counter((one.artist, one.album) for one in sketches).items():
        capped = album and options.per_album is not None
        artists[artist] += min(count, options.per_album or count) if capped else count
    most = options.per_artist
    return sum(min(count, most) if artist and most is not None else count for artist, count in artists.items())


def _grouped(candidates: Sequence[Candidate]) -> Iterator[Ranked]:
    for head, *copies in group_near_duplicates([candidate.sound for candidate in candidates]):
        yield Ranked(candidates[head], tuple(candidates[i] for i in copies))


class _Caps:
    """How many of each artist and album were taken."""

    def __init__(self, options: RankingOptions) -> None:
        self._artists: defaultdict[str, int] = defaultdict(int)
        self._albums: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._per_artist = math.inf if options.per_artist is None else options.per_artist
        self._per_album = math.inf if options.per_album is None else options.per_album

    def take(self, one: Candidate) -> bool:
        """Take it if there is room. An unknown artist or album is never full."""
        artist, album = one.artist, (one.artist, one.album)
        if (artist and self._artists[artist] >= self._per_artist) or (
            one.album and self._albums[album] >= self._per_album
        ):
            return False
        self._artists[artist] += 1
        self._albums[album] += 1
        return True


def _capped(ranked: Iterable[Ranked], options: RankingOptions) -> list[Ranked]:
    caps, chosen = _Caps(options), list[Ranked]()
    for one in ranked:
        if len(chosen) >= options.limit:
            break
        if caps.take(one.candidate):
            chosen.append(one)
    return chosen


def _diverse(ranked: Sequence[Ranked], options: RankingOptions) -> list[Ranked]:
    """Maximal marginal relevance (Carbonell and Goldstein 1998) under the caps; ties keep the order of scores."""
    if not ranked:
        return []
    vectors = stacked([one.candidate.sound.vector for one in ranked])
    scores = standings([one.candidate for one in ranked], options.damp_hubs)
    nearest_chosen = np.zeros(len(ranked))
    free: npt.NDArray[np.bool_] = np.ones(len(ranked), dtype=np.bool_)
    caps, chosen = _Caps(options), list[Ranked]()
    while len(chosen) < options.limit and free.any():
        gains = np.where(free, (1 - options.diversity) * scores - options.diversity * nearest_chosen, -np.inf)
        best = int(gains.argmax())
        free[best] = False
        if not caps.take(ranked[best].candidate):
            continue
        cosines = vectors @ vectors[best]
        nearest_chosen = cosines if not chosen else np.maximum(nearest_chosen, cosines)
        chosen.append(ranked[best])
    return chosen
