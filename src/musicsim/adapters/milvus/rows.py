"""Entries as Milvus keeps them, and spaces as it names them."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Attributes, Place, VectorEntry

PLACE = "place"
ID = "id"
PART = "part"
VECTOR = "vector"
TEXTS = ("artist", "album", "key", "folder")
SETS = ("genres", "moods")
NUMBERS = ("year", "bpm", "duration")

LONGEST_ID = 4 * 64  # bytes of UTF-8
LONGEST_PLACE = 2 * LONGEST_ID + 7
LONGEST_TEXT = 65_535
LARGEST_SET, LONGEST_OF_SET = 256, 2_048  # texts, and bytes of each; more makes a server slow to put entries away

LARGEST = 1e308  # stands for infinity
UNKNOWN = -1e300  # old servers have no null
LEAST_KNOWN = -1e299

_PLAIN = re.compile(r"[^\w -]|_")
_CODED = re.compile(r"~([0-9a-f]+)~")

_ARRANGEMENT = 2  # of the fields: what is kept in another one is not a space
_SPACE = f"musicsim_space{_ARRANGEMENT}_"
_ANY_SPACE = re.compile(r"musicsim_space(\d*)_")
_ALIAS = "musicsim_alias_"


def row_of(entry: VectorEntry, vector: Vector, *, embedded: bool) -> dict[str, Any]:
    """One row. Numbers are double precision, as exact as the values that `Filter.admits` compares.

    `embedded`: for Lite, which looks into arrays one by one, and into texts all at once: sets are texts.
    """
    texts = {name: getattr(entry.attributes, name) for name in TEXTS}
    numbers = {name: number_of(getattr(entry.attributes, name)) for name in NUMBERS}
    sets = {name: sorted(getattr(entry.attributes, name)) for name in SETS}
    kept = {name: joined(texts) if embedded else texts for name, texts in sets.items()}
    return {PLACE: key_of(entry.place), ID: entry.id, PART: entry.part, VECTOR: vector, **texts, **kept, **numbers}


def entry_of(row: Mapping[str, Any]) -> VectorEntry:
    """What `row_of` made a row of; numbers that it had to clip stay clipped."""
    names: dict[str, Any] = {name: row[name] for name in TEXTS}
    names |= {name: frozenset(parted(row[name]) if isinstance(row[name], str) else row[name] or ()) for name in SETS}
    year, bpm, duration = (None if row[name] < LEAST_KNOWN else float(row[name]) for name in NUMBERS)
    attributes = Attributes(**names, year=None if year is None else int(year), bpm=bpm, duration=duration)
    return VectorEntry(row[ID], np.asarray(row[VECTOR], np.float32), attributes, int(row[PART]))


def joined(texts: Iterable[str]) -> str:
    """Texts as one, each between bars, without anything that means something in a pattern."""
    return "|" + "".join(f"{_PLAIN.sub(lambda found: f'~{ord(found[0]):x}~', text)}|" for text in texts)


def parted(text: str) -> list[str]:
    """The texts that `joined` made one of."""
    return [_CODED.sub(lambda found: chr(int(found[1], 16)), one) for one in text.split("|")[1:-1]]


def key_of(place: Place) -> str:
    """A row's primary key: keys ascend as ids and parts do.

    Part 0 has the id itself; others have two U+0001 and five digits behind it. A U+0001 of the id's own is followed
    by U+0002, so that it stands behind these.
    """
    entry_id, part = place
    return entry_id.replace("\1", "\1\2") + (f"\1\1{part:05}" if part else "")


def number_of(value: float | None) -> float:
    """A number as it is kept: finite, UNKNOWN for None and NaN."""
    if value is None or math.isnan(value):
        return UNKNOWN
    return float(np.clip(value, LEAST_KNOWN, LARGEST))


def collection_name(space: str) -> str:
    """A collection's name, another one for every space: Milvus takes letters, digits and underscores."""
    return _SPACE + _spelt(space)


def alias_name(alias: str) -> str:
    """An alias's name; aliases and collections share their names, so theirs begin differently."""
    return _ALIAS + _spelt(alias)


def space_of(collection: str) -> str | None:
    """The space whose collection has that name, None when it is no space's."""
    return _read(collection, _SPACE)


def is_outdated(collection: str) -> bool:
    """Whether a collection was a space when fields were arranged otherwise."""
    found = _ANY_SPACE.match(collection)
    return found is not None and int(found[1] or 1) < _ARRANGEMENT


def alias_of(name: str) -> str | None:
    """The alias that has that name, None when it is somebody else's."""
    return _read(name, _ALIAS)


def _spelt(text: str) -> str:
    return "".join(char if char.isascii() and char.isalnum() else f"_{ord(char):x}_" for char in text)


def _read(name: str, beginning: str) -> str | None:
    if not name.startswith(beginning):
        return None
    return re.sub(r"_([0-9a-f]+)_", lambda found: chr(int(found[1], 16)), name.removeprefix(beginning))
