"""Unit vectors: what a vector index accepts, and the cosine it ranks by."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Space, VectorEntry

LONGEST_ID = 64
"""Characters of an entry's id."""

LAST_PART = 65_535
"""The highest part of an id."""

_BLOCK = 8192


def unit(vector: Vector, space: Space) -> Vector:
    """`vector` scaled to length one, float32, shape (dimension,).

    Raises:
        Invalid: for another dimension than the space's, for zero, and for anything that is not finite.
    """
    if np.shape(vector) != (space.dimension,):
        raise Invalid(f"{space.name!r} has {space.dimension} dimensions, not {np.shape(vector)}.", "vector")
    scaled: Vector = unit_rows(np.asarray(vector)[np.newaxis])[0]
    return scaled


def unit_rows(matrix: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """Each row scaled to length one; Invalid when a row is zero or not finite."""
    wide = np.asarray(matrix, dtype=np.float64)
    peaks = np.abs(wide).max(axis=1, initial=0.0, keepdims=True)
    if not (np.isfinite(peaks).all() and (peaks > 0).all()):
        raise Invalid("A vector that is zero or not finite points nowhere.", "vector")
    scaled = wide / peaks  # so that squares neither overflow nor vanish
    norms: npt.NDArray[np.float64] = np.linalg.norm(scaled, axis=1, keepdims=True)
    rows: npt.NDArray[np.float32] = (scaled / norms).astype(np.float32)
    return rows


def stacked(vectors: Sequence[Vector]) -> npt.NDArray[np.float32]:
    """Vectors of one dimension, at least one, under one another: shape (vectors, dimension).

    np.stack does the same, but takes ten times as long for hundreds of short ones.
    """
    rows: npt.NDArray[np.float32] = np.concatenate(vectors).reshape(len(vectors), -1)
    return rows


def checked(space: Space, entries: Sequence[VectorEntry]) -> tuple[list[VectorEntry], npt.NDArray[np.float32]]:
    """The entries to write, the last of each id and part, and their unit vectors, shape (entries, dimension).

    Raises:
        Invalid: for a vector as in `unit`; for an id that is empty, longer than LONGEST_ID or holds U+0000; for a
            part outside 0 … LAST_PART; for text that is not valid Unicode.
    """
    kept = list({entry.place: entry for entry in entries}.values())
    for entry in entries:
        if np.shape(entry.vector) != (space.dimension,):
            raise Invalid(f"{space.name!r} has {space.dimension} dimensions, not {np.shape(entry.vector)}.", "vector")
        _check_names(entry)
    vectors = [entry.vector for entry in kept]
    return kept, unit_rows(np.stack(vectors) if vectors else np.ones((0, space.dimension)))


def _check_names(entry: VectorEntry) -> None:
    of = entry.attributes
    if not 0 < len(entry.id) <= LONGEST_ID or "\0" in entry.id:
        raise Invalid(f"An id has 1 to {LONGEST_ID} characters, none of them U+0000.", "id")
    if not 0 <= entry.part <= LAST_PART:
        raise Invalid(f"A part lies between 0 and {LAST_PART}.", "part")
    try:
        "".join((entry.id, of.artist, of.album, of.key, of.folder, *of.genres, *of.moods)).encode()
    except UnicodeEncodeError as fault:
        raise Invalid(f"The entry {entry.id!a} holds text that is not valid Unicode.", "id") from fault


def cosines(rows: npt.NDArray[np.float32], query: Vector) -> npt.NDArray[np.float64]:
    """The cosine of each unit row with the unit `query`, -1 … 1.

    Equal rows get equal cosines wherever they stand, which a matrix product does not promise: that is what makes
    ties exact.
    """
    wide = query.astype(np.float64)
    blocks = [(rows[at : at + _BLOCK] * wide).sum(axis=1) for at in range(0, len(rows), _BLOCK)]
    return np.clip(np.concatenate(blocks) if blocks else np.zeros(0), -1.0, 1.0)
