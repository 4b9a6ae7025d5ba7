"""Daily mixes: what a person listens to falls into a few corners, and each becomes a mix of the known and the new."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.mixes import Listen, MixCandidate
from musicsim.domain.rules.clustering import clustered

MOST_MIXES = 6
TRACKS = 30

_PER_ARTIST = 3
_KNOWN = 0.4  # of a mix; the rest is new to the person, as far as there is such
_HALF_LIFE = 30.0  # days after which a listen counts half
_SKIP = -0.5
_FEWEST = 5  # tracks that make a corner


def habits(listens: Iterable[Listen], now: datetime) -> dict[TrackId, float]:
    """What each track means to the person: its listens, the older the less, skips against it; only what is above 0."""
    weights: dict[TrackId, float] = {}
    for one in listens:
        days = max((now - one.at).total_seconds(), 0) / 86_400
        weights[one.track] = weights.get(one.track, 0.0) + (1 if one.finished else _SKIP) * 0.5 ** (days / _HALF_LIFE)
    return {track: weight for track, weight in weights.items() if weight > 0}


def corners(weights: Mapping[TrackId, float], vectors: Mapping[str, Vector]) -> list[Vector]:
    """Where the person's mixes have their middles, unit vectors, what they hear most first; at most six.

    Empty when they have not listened to anything that has a vector.
    """
    known = sorted(track for track in weights if track in vectors)
    if not known:
        return []
    found = clustered(np.stack([vectors[track] for track in known]), min(MOST_MIXES, max(1, len(known) // _FEWEST)))
    loved = np.bincount(found.labels, [weights[track] for track in known], minlength=len(found.centres))
    return [found.centres[number] for number in np.argsort(-loved, kind="stable").tolist()]


def mixes_of(
    around: Sequence[tuple[Vector, Sequence[str]]],
    candidates: Mapping[str, MixCandidate],
    person: str,
    day: date,
    edition: int = 1,
) -> list[list[TrackId]]:
    """A mix for each corner, of the candidates `around` its middle; no track is in two. Empty ones are left out."""
    taken: set[str] = set()
    mixes = []
    for centre, near in around:
        left = [candidates[one] for one in near if one in candidates and one not in taken]
        tracks = mixed(centre, left, person, day, edition)
        taken |= set(tracks)
        if tracks:
            mixes.append(tracks)
    return mixes


def mixed(
    centre: Vector, candidates: Sequence[MixCandidate], person: str, day: date, edition: int = 1
) -> list[TrackId]:
    """The tracks of one mix, in playing order: at most thirty, three by an artist, two in five of them known.

    Another choice each day, for each person and edition; the same otherwise. Those nearer to the centre are chosen more
    often: by the Gumbel trick, the best by cosine / 0.1 + noise are a draw without replacement (Kool and others 2019).
    """
    rng = np.random.default_rng([day.toordinal(), edition, *person.encode()])
    by_id = sorted(candidates, key=lambda one: one.id)
    if not by_id:
        return []
    scores = np.stack([one.vector for one in by_id]) @ centre / 0.1 + rng.gumbel(size=len(by_id))
    order = [by_id[row] for row in np.argsort(-scores, kind="stable").tolist()]
    chosen = _filled(order)
    return _apart([one for one in order if one.id in chosen])


def _filled(order: Sequence[MixCandidate]) -> set[TrackId]:
    """Known ones up to their share, then new ones, then whoever is left, none by an artist of whom there are enough."""
    chosen: set[TrackId] = set()
    by_artist: Counter[str] = Counter()
    known = [one for one in order if one.heard]
    new = [one for one in order if not one.heard]
    for group, most in ((known, round(_KNOWN * TRACKS)), (new, TRACKS), (known, TRACKS)):
        for one in group:
            if len(chosen) >= most:
                break
            if one.id in chosen or (one.artist and by_artist[one.artist] >= _PER_ARTIST):
                continue
            by_artist[one.artist] += 1
            chosen.add(one.id)
    return chosen


def _apart(chosen: Sequence[MixCandidate]) -> list[TrackId]:
    """In that order, but for artists who would follow themselves: these wait for another."""
    left, tracks, last = list(chosen), list[TrackId](), ""
    while left:
        one = next((one for one in left if not one.artist or one.artist != last), left[0])
        left.remove(one)
        tracks.append(one.id)
        last = one.artist
    return tracks
