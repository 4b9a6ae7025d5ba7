"""Attributes as columns, so that a filter becomes a mask."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch.texts import Int32s, Texts
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Attributes, Filter

Bools = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]

NUMBERS = ("year", "bpm", "duration")
TEXTS = ("artist", "album", "key", "folder")
SETS = ("genres", "moods")

_FEW = 3


@dataclass(frozen=True)
class Pairs:
    """Any number of texts a row: for each the row and its code, ascending by row."""

    rows: Int32s
    codes: Int32s

    def of(self, row: int) -> list[int]:
        """The codes of one row."""
        bounds = np.array((row, row + 1), self.rows.dtype)  # of another type, the whole column would be copied to it
        start, stop = np.searchsorted(self.rows, bounds)
        found: list[int] = self.codes[start:stop].tolist()
        return found


@dataclass(frozen=True)
class Columns:
    """What is known of each row.

    Numbers are float64, as exact as the values that `Filter.admits` compares, NaN where unknown; texts, one a row or
    a set of them, are codes of their tables.
    """

    numbers: Mapping[str, Doubles]
    codes: Mapping[str, Int32s]
    sets: Mapping[str, Pairs]
    tables: Mapping[str, Texts]

    def admitted(self, where: Filter, rows: Bools) -> Bools:
        """Those of `rows` that meet the conditions on attributes, as `Filter.admits` does; `exclude_ids` apart."""
        spans = ((where.year, "year"), (where.bpm, "bpm"), (where.duration, "duration"))
        for span, name in spans:
            if span is not None:
                rows = rows & _within(self.numbers[name], span)
        if where.keys:
            rows = rows & self._among("key", where.keys)
        if where.within:
            rows = rows & self._is(self.codes["folder"], self.tables["folder"].below(where.within), "folder")
        if where.genres:
            rows = rows & self._holding("genres", where.genres)
        for mood in where.moods:
            rows = rows & self._holding("moods", [mood])
        for texts, name in ((where.exclude_artists, "artist"), (where.exclude_albums, "album")):
            if texts:
                rows = rows & ~self._among(name, texts)
        return rows

    def attributes(self, row: int) -> Attributes:
        """What was put into a row."""
        year, bpm, duration = (_known(self.numbers[name][row]) for name in NUMBERS)
        artist, album, key, folder = (self.tables[name].text(int(self.codes[name][row])) for name in TEXTS)
        genres, moods = (frozenset(map(self.tables[name].text, self.sets[name].of(row))) for name in SETS)
        return Attributes(
            artist=artist,
            album=album,
            genres=genres,
            year=None if year is None else int(year),
            bpm=bpm,
            key=key,
            duration=duration,
            moods=moods,
            folder=folder,
        )

    def _among(self, name: str, texts: Collection[str]) -> Bools:
        return self._is(self.codes[name], self._coded(name, texts), name)

    def _holding(self, name: str, texts: Collection[str]) -> Bools:
        """The rows whose set holds one of the texts."""
        pairs = self.sets[name]
        found = np.zeros(len(self.numbers[NUMBERS[0]]), np.bool_)
        found[pairs.rows[self._is(pairs.codes, self._coded(name, texts), name)]] = True
        return found

    def _coded(self, name: str, texts: Collection[str]) -> Sequence[int]:
        return [code for text in texts if (code := self.tables[name].code(text)) >= 0]

    def _is(self, column: Int32s, codes: Sequence[int], name: str) -> Bools:
        """Where a column of codes has one of these."""
        found: Bools
        if len(codes) <= _FEW:
            found = np.zeros(len(column), np.bool_)
            for code in codes:
                found |= column == code
        else:
            chosen = np.zeros(len(self.tables[name]), np.bool_)
            chosen[list(codes)] = True
            found = chosen[column]
        return found


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _within(values: Doubles, span: Span) -> Bools:
    """Comparisons with NaN are False, which is what an unknown value deserves."""
    inside: Bools = ~np.isnan(values) if span.low is None else values >= span.low
    if span.high is not None:
        inside &= values <= span.high
    return inside
