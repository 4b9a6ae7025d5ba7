"""From analyses to outlines, and these as bytes."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.outline import OUTLINE, TAGS
from musicsim.domain.rules.keys import key_number
from musicsim.domain.rules.tag_scales import log_odds
from musicsim.domain.rules.unknowns import zero_where_unknown

_PLACES = {name: place for place, name in enumerate(TAGS)}


def outline_of(analysis: Analysis) -> bytes:
    """One row of the dtype OUTLINE."""
    row = np.zeros((), OUTLINE)
    tempo, key, loudness = analysis.tempo, analysis.key, analysis.loudness
    known = tempo is not None and tempo.bpm > 0
    with np.errstate(over="ignore"):  # what is beyond all measure is so in fewer bits, too
        row["bpm"] = tempo.bpm if tempo and known else np.nan
        row["tempo_confidence"] = tempo.confidence if tempo and known else 0.0
        row["key_confidence"] = key.confidence if key else 0.0
        row["lufs"] = loudness.lufs if loudness else np.nan
    row["key"] = key_number(key.key) if key else -1
    told = analysis.tags.probabilities if analysis.tags else {}
    row["odds"] = log_odds(np.array([told.get(name, np.nan) for name in TAGS], dtype=np.float64))
    return row.tobytes()


def outlines_from(rows: Sequence[bytes]) -> npt.NDArray[np.void]:
    """The rows together, shape (rows,)."""
    return np.frombuffer(b"".join(rows), OUTLINE)


def known_odds(rows: npt.NDArray[np.void]) -> Reals:
    """The log-odds of those that have all tags, shape (at most rows, tags)."""
    odds = rows["odds"].astype(np.float64)
    known: Reals = odds[~np.isnan(odds).any(axis=1)]
    return known


def probabilities(rows: npt.NDArray[np.void], names: Sequence[str]) -> Reals:
    """Those of the tags of that name, shape (rows, names), to .0002; 0 where unknown."""
    odds = odds_of(rows, names)
    return zero_where_unknown(1 / (1 + np.exp(-odds)))


def odds_of(rows: npt.NDArray[np.void], names: Sequence[str]) -> Reals:
    """The log-odds of the tags of that name, shape (rows, names); NaN where unknown, as for tags outside TAGS."""
    odds: Reals = rows["odds"].astype(np.float64)
    if tuple(names) == TAGS:
        return odds
    known = np.column_stack([odds, np.full(len(rows), np.nan)])
    return np.asarray(known[:, [_PLACES.get(name, len(TAGS)) for name in names]])


def outlined(analyses: Iterable[Analysis]) -> npt.NDArray[np.void]:
    """The outlines of analyses, in their order."""
    return outlines_from([outline_of(analysis) for analysis in analyses])
