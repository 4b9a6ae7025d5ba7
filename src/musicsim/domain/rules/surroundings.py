"""From what ranking chose to whole tracks."""

from collections.abc import Iterable, Mapping

from musicsim.domain.model.details import NOTHING_BESIDE, Beside
from musicsim.domain.model.similarity import Chosen, Hit, Ranked, Surroundings, Why
from musicsim.domain.model.track import Track


def surroundings(
    chosen: Chosen, tracks: Iterable[Track], reasons: Mapping[str, Why] | None = None, beside: Beside = NOTHING_BESIDE
) -> Surroundings:
    """The answer; what is gone from `tracks` since it was ranked is left out."""
    known: dict[str, Track] = {track.id: track for track in tracks if track.listenable}
    told = reasons or {}
    hits = [_hit(one, known, told.get(one.candidate.id)) for one in chosen.ranked if one.candidate.id in known]
    return Surroundings([known[one] for one in chosen.copies if one in known], hits, beside)


def _hit(ranked: Ranked, known: Mapping[str, Track], why: Why | None) -> Hit:
    best = ranked.candidate
    return Hit(known[best.id], best.score, tuple(known[copy.id] for copy in ranked.copies if copy.id in known), why)
