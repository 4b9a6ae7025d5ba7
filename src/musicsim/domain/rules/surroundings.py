"""From what ranking chose to whole tracks."""

from collections.abc import Iterable, Mapping, Sequence

from musicsim.domain.model.details import NOTHING_BESIDE, Beside
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.similarity import Chosen, Hit, Ranked, Surroundings, Why
from musicsim.domain.model.track import Track
from musicsim.domain.rules.sketches import sketch_of


def surroundings(
    chosen: Chosen, tracks: Iterable[Track], reasons: Mapping[str, Why] | None = None, beside: Beside = NOTHING_BESIDE
) -> Surroundings:
    """The answer; what is gone from `tracks` since it was ranked is left out."""
    known: dict[str, Track] = {track.id: track for track in tracks if track.listenable}
    told = reasons or {}
    hits = [_hit(one, known, told.get(one.candidate.id)) for one in chosen.ranked if one.candidate.id in known]
    return Surroundings([known[one] for one in chosen.copies if one in known], hits, beside)


def outdated(chosen: Chosen, tracks: Sequence[Track]) -> list[TrackId]:
    """Those that were ranked under other names than `tracks` have, or that are gone from these."""
    names = {track.id: sketch_of(track)[:2] for track in tracks if track.listenable}
    each = (one for ranked in chosen.ranked for one in (ranked.candidate, *ranked.copies))
    late = [TrackId(one.id) for one in each if names.get(TrackId(one.id)) != (one.artist, one.album)]
    return [*late, *(one for one in chosen.copies if one not in names)]


def _hit(ranked: Ranked, known: Mapping[str, Track], why: Why | None) -> Hit:
    best = ranked.candidate
    return Hit(known[best.id], best.score, tuple(known[copy.id] for copy in ranked.copies if copy.id in known), why)
