"""What is not known counts for nothing."""

import numpy as np

from musicsim.domain.model.arrays import Reals


def zero_where_unknown(values: Reals) -> Reals:
    """The values, 0 for NaN: `np.nan_to_num` looks for infinity, too, and takes four times as long for a few."""
    return np.where(np.isnan(values), 0.0, values)
