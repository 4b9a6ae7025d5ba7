"""Vectors, entries and filters for tests of vector indexes."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Attributes, Filter, Place, Space, VectorEntry
from musicsim.ports.vector_index import VectorIndex

FLAT = Space("plane@1", 2)
WIDE = Space("wide@1", 212)
MANY = 10_000

NAMES = ("", "björk", 'the "quoted"', "it's", "back\\slash", "100% %s {x}", "東京", "new\nline", "a", "ab")
NUMBERS = st.none() | st.sampled_from((0.0, 90.0, 120.1, 1999.5)) | st.floats(-1e6, 1e6)
YEARS = st.none() | st.integers(1998, 2001) | st.integers(-9999, 9999)
SETS = st.frozensets(st.sampled_from([name for name in NAMES if name]), max_size=3)
FOLDERS = st.lists(st.sampled_from([name for name in NAMES if name]), max_size=3).map("/".join)
ATTRIBUTES = st.builds(
    Attributes,
    artist=st.sampled_from(NAMES),
    album=st.sampled_from(NAMES),
    genres=SETS,
    year=YEARS,
    bpm=NUMBERS,
    key=st.sampled_from(("", "8A", "8B", "12A")),
    duration=NUMBERS,
    moods=SETS,
    folder=FOLDERS,
)
SPANS = st.none() | st.builds(Span, NUMBERS | YEARS, NUMBERS | YEARS)
SOME_NAMES = st.frozensets(st.sampled_from((*NAMES, "unheard of")), max_size=3)
SOME_IDS = st.frozensets(st.sampled_from(("e0", "e1", "e2", "none", "ü\0", "\ud800")), max_size=3)
FILTERS = st.builds(
    Filter,
    year=SPANS,
    bpm=SPANS,
    duration=SPANS,
    keys=st.frozensets(st.sampled_from(("", "8A", "12A", "?")), max_size=2),
    genres=SOME_NAMES,
    moods=SOME_NAMES,
    within=FOLDERS,
    only_ids=st.none() | SOME_IDS,
    exclude_ids=SOME_IDS,
    exclude_artists=SOME_NAMES,
    exclude_albums=SOME_NAMES,
)


def at(degrees: float) -> np.ndarray:
    """A unit vector in the plane; the cosine of two is that of the angle between them."""
    angle = np.radians(degrees)
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


def crowd(count: int, dimension: int = WIDE.dimension, seed: int = 5) -> np.ndarray:
    """Unit vectors in clusters, as music's are, float32, shape (count, dimension)."""
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((max(1, MANY // 100), dimension))
    points = centres[rng.integers(0, len(centres), count)] + 0.7 * rng.standard_normal((count, dimension))
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


def entries_of(vectors: np.ndarray, attributes: Sequence[Attributes] = ()) -> list[VectorEntry]:
    blank = attributes or [Attributes()] * len(vectors)
    return [
        VectorEntry(f"e{number}", vector, of) for number, (vector, of) in enumerate(zip(vectors, blank, strict=True))
    ]


def placed(number: int) -> Attributes:
    """The attributes of an entry among many: of each kind of condition there is one that one in a hundred fulfils."""
    tens, ones = divmod(number % 100, 10)
    return Attributes(
        artist=f"artist {number % 100}",
        album=f"album {number % 100}",
        genres=frozenset({f"genre {number % 100}", f"g{ones}"}),
        year=number % 1000,
        bpm=float(number),
        key=f"{number % 100}A",
        duration=float(number % 100),
        moods=frozenset({f"m{ones}", f"n{tens}", "any"}),
        folder=f"rock/{number % 100}/{number % 3}",
    )


ONE_PERCENT = (
    Filter(duration=Span(41.5, 42.5)),
    Filter(keys=frozenset({"42A"})),
    Filter(genres=frozenset({"genre 42", "unheard of"})),
    Filter(moods=frozenset({"m2", "n4"})),
    Filter(within="rock/42"),
    Filter(exclude_artists=frozenset(f"artist {number}" for number in range(100) if number != 42)),
    Filter(exclude_albums=frozenset(f"album {number}" for number in range(100) if number != 42)),
)
"""Each lets those pass whose number ends in 42, of entries as `placed` makes them."""


def named(numbers: np.ndarray) -> frozenset[str]:
    """The ids of entries with these numbers."""
    return frozenset(f"e{number}" for number in numbers)


def recall(found: Sequence[str], vectors: np.ndarray, query: np.ndarray, admitted: np.ndarray) -> float:
    """The share of the ten truly nearest admitted rows that were found."""
    scores = np.where(admitted, vectors @ query, -np.inf)
    best = {f"e{row}" for row in np.argsort(-scores)[: min(10, admitted.sum())]}
    return len(best & set(found)) / len(best)


async def places(index: VectorIndex, space: Space, size: int = 500) -> list[Place]:
    """The id and the part of every entry, as pages of that size tell them."""
    return [entry.place for entry in await entries_in(index, space, size)]


async def entries_in(index: VectorIndex, space: Space, size: int = 500) -> list[VectorEntry]:
    """Every entry, read in pages of that size."""
    found: list[VectorEntry] = []
    while some := await index.page(space, size, found[-1].place if found else None):
        assert len(some) <= size
        found += some
    return found
