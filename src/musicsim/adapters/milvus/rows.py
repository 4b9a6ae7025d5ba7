"""Entries as Milvus keeps them, and spaces as it names them."""

import math
from typing import Any

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import VectorEntry

ID = "id"
VECTOR = "vector"
TEXTS = ("artist", "album", "genre", "key")
NUMBERS = ("year", "bpm", "duration")

LONGEST_ID = 4 * 64  # bytes of UTF-8
LONGEST_TEXT = 65_535

LARGEST = 1e308  # stands for infinity
UNKNOWN = -1e300  # old servers have no null
LEAST_KNOWN = -1e299


def row_of(entry: VectorEntry, vector: Vector) -> dict[str, Any]:
    """One row. Numbers are double precision, as exact as the values that `Filter.admits` compares."""
    texts = {name: getattr(entry.attributes, name) for name in TEXTS}
    numbers = {name: number_of(getattr(entry.attributes, name)) for name in NUMBERS}
    return {ID: entry.id, VECTOR: vector, **texts, **numbers}


def number_of(value: float | None) -> float:
    """A number as it is kept: finite, UNKNOWN for None and NaN."""
    if value is None or math.isnan(value):
        return UNKNOWN
    return float(np.clip(value, LEAST_KNOWN, LARGEST))


def collection_name(space: str) -> str:
    """A collection's name, another one for every space: Milvus takes letters, digits and underscores."""
    return "musicsim_" + "".join(char if char.isascii() and char.isalnum() else f"_{ord(char):x}_" for char in space)
