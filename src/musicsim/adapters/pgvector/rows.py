"""Entries as PostgreSQL keeps them."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vectors import Attributes, VectorEntry

TEXTS = ("artist", "album", "key", "folder")
SETS = ("genres", "moods")
NUMBERS = ("year", "bpm", "duration")
COLUMNS = ("id", "part", "embedding", *TEXTS, *SETS, *NUMBERS)


def record_of(entry: VectorEntry, vector: Vector) -> tuple[Any, ...]:
    """The values of COLUMNS. Numbers are double precision, as exact as those that `Filter.admits` compares."""
    texts = [kept(getattr(entry.attributes, name)) for name in TEXTS]
    numbers = [known(getattr(entry.attributes, name)) for name in NUMBERS]
    sets = [sorted(map(kept, getattr(entry.attributes, name))) for name in SETS]
    return (entry.id, entry.part, vector, *texts, *sets, *numbers)


def entry_of(row: Mapping[str, Any]) -> VectorEntry:
    """What `record_of` made a record of."""
    names: dict[str, Any] = {name: read(row[name]) for name in TEXTS}
    names |= {name: frozenset(map(read, row[name])) for name in SETS}
    year = None if row["year"] is None else int(row["year"])
    attributes = Attributes(**names, year=year, bpm=row["bpm"], duration=row["duration"])
    return VectorEntry(row["id"], row["embedding"], attributes, row["part"])


def kept(text: str) -> str:
    r"""A text as it is kept: PostgreSQL has no U+0000, so that becomes \\0, and a backslash two."""
    return text.replace("\\", "\\\\").replace("\0", "\\0")


def read(text: str) -> str:
    """The text that is kept so."""
    return re.sub(r"\\(.)", lambda found: "\0" if found[1] == "0" else "\\", text)


def known(value: float | None) -> float | None:
    """A number as it is kept; NaN, which PostgreSQL would call the largest, is as good as unknown."""
    return None if value is None or math.isnan(value) else float(value)


def possible(texts: Iterable[str]) -> list[str]:
    """Those that an id can be, and that can be sent."""
    return sorted(text for text in texts if "\0" not in text and _is_unicode(text))


def possible_names(texts: Iterable[str]) -> list[str]:
    """Those that an attribute can be, as they are kept."""
    return sorted(kept(text) for text in texts if _is_unicode(text))


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)
