"""The library on a plane."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""Unit vectors, shape (tracks, dimension)."""

Points = npt.NDArray[np.float32]
"""Shape (tracks, 2), within 0 … 1; NaN is nowhere yet."""


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """How well a map keeps neighbours, 0 … 1 each (Venna and Kaski 2001, "Neighborhood preservation").

    `trustworthiness` is 1 when whoever is near on the map sounds near, `continuity` when whoever sounds near is near on
    the map; 0.5 is what chance gives.
    """

    trustworthiness: float
    continuity: float


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where tracks lie, and how faithful that is."""

    points: Points
    faithfulness: Faithfulness
