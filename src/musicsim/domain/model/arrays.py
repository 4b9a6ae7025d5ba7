"""Names for arrays of numbers."""

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
