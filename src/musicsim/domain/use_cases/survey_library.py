"""Look at every track that can be compared, once, and keep what a map needs of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import OUTLINE, TAGS, Outlines
from musicsim.domain.model.survey import Survey
from musicsim.domain.model.vectors import Space, VectorEntry
from musicsim.domain.rules.facets import MOOD_TAGS
from musicsim.domain.rules.map_colours import key_code, tempo_code, year_code
from musicsim.domain.rules.outlines import known_odds
from musicsim.domain.rules.tag_scales import scale_of_odds
from musicsim.ports.analyses import Analyses
from musicsim.ports.vector_index import VectorIndex

MOST_LANDMARKS = 100_000
"""Tracks that are laid out; the rest of a larger library is placed among these."""

_PAGE = 500
_SAMPLED = 4000  # tracks whose tags say what is usual
_MOODS = [TAGS.index(mood) for mood in MOOD_TAGS]


@dataclass(frozen=True, kw_only=True)
class SurveyLibrary:
    """Reads the vector index and the outlines page by page: 200 MB at most, for a million tracks."""

    index: VectorIndex
    analyses: Analyses
    most: int = MOST_LANDMARKS

    async def __call__(self, space: Space) -> Survey:
        """What there is in that space."""
        share = self.most / max(await self.index.count(space), self.most)
        seen, place = _Seen(space.dimension, share), None
        while page := await self.index.page(space, _PAGE, place):
            place = page[-1].place
            entries = [entry for entry in page if entry.part == 0]
            outlines = await self.analyses.outlines([TrackId(entry.id) for entry in entries])
            await asyncio.to_thread(seen.add, entries, outlines)
        return await asyncio.to_thread(seen.survey)


@dataclass
class _Seen:
    """What was read so far. `share` of the tracks become landmarks: by a checksum of their ids, so always the same."""

    dimension: int
    share: float
    ids: list[npt.NDArray[np.bytes_]] = field(default_factory=list)
    artists: list[str] = field(default_factory=list)
    genres: list[frozenset[str]] = field(default_factory=list)
    moods: list[npt.NDArray[np.float16]] = field(default_factory=list)
    codes: list[tuple[int, int, int]] = field(default_factory=list)
    landmarks: list[int] = field(default_factory=list)
    vectors: list[Vector] = field(default_factory=list)
    tags: list[npt.NDArray[np.float16]] = field(default_factory=list)
    sample: list[npt.NDArray[np.void]] = field(default_factory=list)
    sampled: int = 0
    names: dict[str, str] = field(default_factory=dict)
    sets: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def add(self, entries: Sequence[VectorEntry], outlines: Outlines) -> None:
        """Take in a page."""
        names = [entry.id.encode() for entry in entries]
        first = len(self.artists)
        rows = _rows(entries, outlines)
        table = _probabilities(rows["odds"].astype(np.float32))
        chosen = [row for row, name in enumerate(names) if crc32(name) < self.share * 2**32]
        self.ids.append(np.array(names, dtype=np.bytes_))
        self.artists += [self._shared(entry.attributes.artist) for entry in entries]
        self.genres += [self.sets.setdefault(of, of) for of in (entry.attributes.genres for entry in entries)]
        self.codes += [_codes_of(entry) for entry in entries]
        self.moods.append(table[:, _MOODS])
        self.landmarks += [first + row for row in chosen]
        self.vectors += [entries[row].vector for row in chosen]
        self.tags.append(table[chosen])
        if self.sampled < _SAMPLED:
            self.sample.append(rows[chosen])
            self.sampled += len(chosen)

    def survey(self) -> Survey:
        """All of it."""
        codes = np.array(self.codes, dtype=np.int64).reshape(-1, 3)
        none = np.zeros((0, self.dimension), np.float32)
        return Survey(
            ids=np.concatenate([np.zeros(0, "S1"), *self.ids]),
            artists=self.artists,
            genres=self.genres,
            moods=np.concatenate([np.zeros((0, len(_MOODS)), np.float16), *self.moods]),
            tempo=codes[:, 0].astype(np.uint8),
            key=codes[:, 1].astype(np.uint8),
            year=codes[:, 2].astype(np.uint16),
            landmarks=np.array(self.landmarks, dtype=np.int64),
            vectors=np.stack(self.vectors) if self.vectors else none,
            tags=np.concatenate([np.zeros((0, len(TAGS)), np.float16), *self.tags]),
            scale=scale_of_odds(known_odds(np.concatenate([np.zeros(0, OUTLINE), *self.sample]))),
        )

    def _shared(self, name: str) -> str:
        """The same text once only: a library has far fewer artists than tracks."""
        return self.names.setdefault(name, name)


def _rows(entries: Sequence[VectorEntry], outlines: Outlines) -> npt.NDArray[np.void]:
    """The outlines in the order of the entries; without tags for those that have none."""
    rows = np.zeros(len(entries), OUTLINE)
    rows["odds"] = np.nan
    place_of = {entry.id: place for place, entry in enumerate(entries)}
    rows[[place_of[track] for track in outlines.ids]] = outlines.rows
    return rows


def _probabilities(odds: npt.NDArray[np.float32]) -> npt.NDArray[np.float16]:
    """0 where unknown."""
    return np.where(np.isnan(odds), 0, 1 / (1 + np.exp(-odds))).astype(np.float16)


def _codes_of(entry: VectorEntry) -> tuple[int, int, int]:
    of = entry.attributes
    return tempo_code(of), key_code(of), year_code(of)
