"""Entries as points, and back."""

import math
import uuid
from collections.abc import Iterable
from typing import Any

import numpy as np
from qdrant_edge import Point, Record

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Attributes, Place, VectorEntry

ID = "id"
PART = "part"
EXACT = "exact"
TEXTS = ("artist", "album", "key", "folder")
SETS = ("genres", "moods")
FOLDERS = "folders"
NUMBERS = ("year", "bpm", "duration")

LARGEST = 1e308  # stands for infinity, which JSON has no word for


def point_of(entry: VectorEntry, vector: Vector) -> Point:
    """A point with the unit `vector`. Unknown numbers are left out.

    The engine reads JSON's numbers back with an error in the last bit, so they are kept a second time as text.
    """
    texts = {name: getattr(entry.attributes, name) for name in TEXTS}
    numbers = {name: value for name in NUMBERS if _is_known(value := getattr(entry.attributes, name))}
    sets = {name: sorted(getattr(entry.attributes, name)) for name in SETS}
    payload = {
        ID: entry.id,
        PART: entry.part,
        **texts,
        **sets,
        FOLDERS: folders_around(entry.attributes.folder),
        **{name: comparable(value) for name, value in numbers.items()},
        EXACT: {name: float(value).hex() for name, value in numbers.items()},
    }
    return Point(point_id(entry.place), vector.tolist(), payload)


def point_id(place: Place) -> str:
    """A point's id is a number or a UUID: this one is made from the entry's id and part."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{place[1]}:{place[0]}"))


def place_of(payload: dict[str, Any]) -> Place:
    """The id and the part that a payload tells."""
    return payload[ID], payload[PART]


def entry_of(record: Record) -> VectorEntry:
    """What `point_of` made a point of."""
    told = record.payload or {}
    exact = told[EXACT]
    year, bpm, duration = (float.fromhex(exact[name]) if name in exact else None for name in NUMBERS)
    names: dict[str, Any] = {name: told[name] for name in TEXTS}
    names |= {name: frozenset(told[name]) for name in SETS}
    of = Attributes(**names, year=None if year is None else int(year), bpm=bpm, duration=duration)
    entry_id, part = place_of(told)
    return VectorEntry(entry_id, np.asarray(record.vector, np.float32), of, part)


def folders_around(folder: str) -> list[str]:
    """A folder's path and those that it lies in: the engine looks up whole texts, no beginnings."""
    names = folder.split("/")
    return ["/".join(names[:depth]) for depth in range(1, len(names) + 1)] if folder else []


def keepable(texts: Iterable[str]) -> list[str]:
    """Those that the engine can hold, ascending; no entry has any other."""
    return sorted(text for text in texts if not any("\ud800" <= char <= "\udfff" for char in text))


def comparable(value: float) -> float:
    """A finite number of 15 digits, which JSON brings back as it was. Equal ones stay equal, none overtake another."""
    return max(-LARGEST, min(float(f"{value:.15g}"), LARGEST))


def _is_known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)
