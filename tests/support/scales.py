"""Scales of libraries that are told in probabilities."""

from collections.abc import Mapping, Sequence

import numpy as np

from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.tag_scale import TagScale
from musicsim.domain.rules.tag_scales import log_odds, scale_of_odds


def scale_of(library: Sequence[Mapping[str, float]], names: Sequence[str] = TAGS) -> TagScale:
    """The scale of tracks that have all those tags."""
    known = [tags for tags in library if all(name in tags for name in names)]
    odds = log_odds(np.array([[tags[name] for name in names] for tags in known], dtype=np.float64))
    return scale_of_odds(odds.reshape(len(known), len(names)), names)
