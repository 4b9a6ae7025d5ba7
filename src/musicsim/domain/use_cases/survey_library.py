"""Look at every track that can be compared, once, and keep what a map needs of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.survey import Survey
from musicsim.domain.model.vectors import Space, VectorEntry
from musicsim.domain.rules.facets import MOOD_TAGS
from musicsim.domain.rules.map_colours import key_code, tempo_code, year_code
from musicsim.domain.rules.tag_scales import scale_of
from musicsim.ports.analyses import Analyses
from musicsim.ports.vector_index import VectorIndex

MOST_LANDMARKS = 100_000
"""Tracks that are laid out; the rest of a larger library is placed among these."""

_PAGE = 500
_SAMPLED = 4000  # tracks whose tags say what is usual
_MOODS = [TAGS.index(mood) for mood in MOOD_TAGS]


@dataclass(frozen=True, kw_only=True)
class SurveyLibrary:
    """Reads the vector index and the analyses page by page: 200 MB at most, for a million tracks."""

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
            analyses = await self.analyses.get_many([TrackId(entry.id) for entry in entries])
            await asyncio.to_thread(seen.add, entries, analyses)
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
    sample: list[Mapping[str, float]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    sets: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def add(self, entries: Sequence[VectorEntry], analyses: Mapping[TrackId, Analysis]) -> None:
        """Take in a page."""
        names = [entry.id.encode() for entry in entries]
        first = len(self.artists)
        known = [_tags_of(analyses.get(TrackId(entry.id))) for entry in entries]
        table = np.array([[of.get(tag, 0.0) for tag in TAGS] for of in known], np.float16).reshape(-1, len(TAGS))
        chosen = [row for row, name in enumerate(names) if crc32(name) < self.share * 2**32]
        self.ids.append(np.array(names, dtype=np.bytes_))
        self.artists += [self._shared(entry.attributes.artist) for entry in entries]
        self.genres += [self.sets.setdefault(of, of) for of in (entry.attributes.genres for entry in entries)]
        self.codes += [_codes_of(entry) for entry in entries]
        self.moods.append(table[:, _MOODS])
        self.landmarks += [first + row for row in chosen]
        self.vectors += [entries[row].vector for row in chosen]
        self.tags.append(table[chosen])
        self.sample += [known[row] for row in chosen][: max(0, _SAMPLED - len(self.sample))]

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
            scale=scale_of(self.sample),
        )

    def _shared(self, name: str) -> str:
        """The same text once only: a library has far fewer artists than tracks."""
        return self.names.setdefault(name, name)


def _tags_of(analysis: Analysis | None) -> Mapping[str, float]:
    return analysis.tags.probabilities if analysis is not None and analysis.tags is not None else {}


def _codes_of(entry: VectorEntry) -> tuple[int, int, int]:
    of = entry.attributes
    return tempo_code(of), key_code(of), year_code(of)
