"""From analyses to columns."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Analysis, Tags
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.model.traits import Traits
from musicsim.domain.rules.keys import key_number
from musicsim.domain.rules.outlines import odds_of
from musicsim.domain.rules.tag_scales import log_odds
from musicsim.domain.rules.unknowns import zero_where_unknown

_FARTHEST = 4.0  # standard deviations: beyond, only the network's certainty differs


def traits_of(analyses: Sequence[Analysis], scale: TagScale) -> Traits:
    """The traits of those, in their order; `scale` also says which tags. Embeddings are not looked at."""
    tempi = [analysis.tempo for analysis in analyses]
    keys = [analysis.key for analysis in analyses]
    return Traits(
        bpm=_reals([tempo.bpm if tempo and tempo.bpm > 0 else np.nan for tempo in tempi]),
        tempo_confidence=_reals([tempo.confidence if tempo and tempo.bpm > 0 else 0.0 for tempo in tempi]),
        keys=np.array([key_number(key.key) if key else -1 for key in keys], dtype=np.int64),
        key_confidence=_reals([key.confidence if key else 0.0 for key in keys]),
        lufs=_reals([analysis.loudness.lufs if analysis.loudness else np.nan for analysis in analyses]),
        tags=_scores([analysis.tags for analysis in analyses], scale),
        names=scale.names,
    )


def traits_from(rows: npt.NDArray[np.void], scale: TagScale) -> Traits:
    """The same from outlines, of the dtype OUTLINE, to the precision that these have; tags outside TAGS are unknown."""
    return Traits(
        bpm=rows["bpm"].astype(np.float64),
        tempo_confidence=rows["tempo_confidence"].astype(np.float64),
        keys=rows["key"].astype(np.int64),
        key_confidence=rows["key_confidence"].astype(np.float64),
        lufs=rows["lufs"].astype(np.float64),
        tags=_standard(odds_of(rows, scale.names), scale),
        names=scale.names,
    )


def _reals(values: Sequence[float] | Sequence[Sequence[float]]) -> Reals:
    return np.array(values, dtype=np.float64)


def _scores(tags: Sequence[Tags | None], scale: TagScale) -> Reals:
    """Standard scores, shape (tracks, names)."""
    told = [one.probabilities if one else {} for one in tags]
    known = _reals([[of.get(name, np.nan) for name in scale.names] for of in told])
    return _standard(log_odds(known.reshape(len(tags), len(scale.names))), scale)


def _standard(odds: Reals, scale: TagScale) -> Reals:
    return zero_where_unknown(np.clip((odds - scale.middle) / scale.spread, -_FARTHEST, _FARTHEST))
