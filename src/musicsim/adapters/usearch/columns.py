"""Attributes as columns, so that a filter becomes a mask."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch.texts import Int32s, Texts
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Attributes, Filter

Bools = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]

NUMBERS = ("year", "bpm", "duration")
TEXTS = ("artist", "album", "genre", "key")

_FEW = 3


@dataclass(frozen=True)
class Columns:
    """One value a row and attribute.

    Numbers are float64, as exact as the values that `Filter.admits` compares, NaN where unknown; texts are codes of
    their tables.
    """

    numbers: Mapping[str, Doubles]
    codes: Mapping[str, Int32s]
    tables: Mapping[str, Texts]

    def admitted(self, where: Filter, rows: Bools) -> Bools:
        """Those of `rows` that meet the conditions on attributes, as `Filter.admits` does; `exclude_ids` apart."""
        spans = ((where.year, "year"), (where.bpm, "bpm"), (where.duration, "duration"))
        for span, name in spans:
            if span is not None:
                rows = rows & _within(self.numbers[name], span)
        for texts, name in ((where.keys, "key"), (where.genres, "genre")):
            if texts:
                rows = rows & self._among(name, texts)
        for texts, name in ((where.exclude_artists, "artist"), (where.exclude_albums, "album")):
            if texts:
                rows = rows & ~self._among(name, texts)
        return rows

    def attributes(self, row: int) -> Attributes:
        """What was put into a row."""
        year, bpm, duration = (_known(self.numbers[name][row]) for name in NUMBERS)
        artist, album, genre, key = (self.tables[name].text(int(self.codes[name][row])) for name in TEXTS)
        return Attributes(
            artist=artist,
            album=album,
            genre=genre,
            year=None if year is None else int(year),
            bpm=bpm,
            key=key,
            duration=duration,
        )

    def _among(self, name: str, texts: Collection[str]) -> Bools:
        table, column = self.tables[name], self.codes[name]
        codes = [code for text in texts if (code := table.code(text)) >= 0]
        found: Bools
        if len(codes) <= _FEW:
            found = np.zeros(len(column), np.bool_)
            for code in codes:
                found |= column == code
        else:
            chosen = np.zeros(len(table), np.bool_)
            chosen[codes] = True
            found = chosen[column]
        return found


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _within(values: Doubles, span: Span) -> Bools:
    """Comparisons with NaN are False, which is what an unknown value deserves."""
    inside: Bools = ~np.isnan(values)
    if span.low is not None:
        inside &= values >= span.low
    if span.high is not None:
        inside &= values <= span.high
    return inside
