"""The graph that finds neighbours without looking at every vector (HNSW, Malkov & Yashunin 2016, by usearch)."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from usearch.compiled import ScalarKind
from usearch.index import Index

from musicsim.adapters.usearch.damage import Damaged
from musicsim.adapters.usearch.identifiers import Rows
from musicsim.adapters.usearch.mapped import MappedFile
from musicsim.adapters.usearch.tuning import Tuning

_CHUNK = 2_000


class Graph:
    """A graph in a mapped file. Its copies of the vectors are bfloat16: half the memory; callers rank exactly."""

    def __init__(self, file: MappedFile, dimension: int, rows: int, tuning: Tuning) -> None:
        self._index = _index(dimension, tuning, tuning.expansion(rows))
        self._file = file  # usearch keeps an address only
        try:
            self._index.view(file.view())
        except (RuntimeError, ValueError) as fault:
            raise Damaged(f"graph cannot be opened: {fault}") from fault
        if len(self._index) != rows:
            raise Damaged(f"graph holds {len(self._index)} vectors instead of {rows}")
        # one search at a time: usearch gives each of a call's threads a context, not each caller
        self._lock = threading.Lock()

    def near(self, query: npt.NDArray[np.float32], count: int) -> Rows:
        """About the `count` rows nearest to `query`, roughly in order."""
        with self._lock:
            return np.asarray(self._index.search(query, count, threads=1).keys, np.intp)


def build(path: Path, vectors: npt.NDArray[np.float32], tuning: Tuning, checkpoint: Callable[[], None]) -> None:
    """Write the graph of unit `vectors`; `checkpoint` is called every few thousand and may raise to stop."""
    index = _index(vectors.shape[1], tuning, tuning.expansion_search)
    for start in range(0, len(vectors), _CHUNK):
        checkpoint()
        block = vectors[start : start + _CHUNK]
        index.add(np.arange(start, start + len(block), dtype=np.uint64), block, threads=tuning.threads)
    index.save(path)


def _index(dimension: int, tuning: Tuning, expansion_search: int) -> Index:
    return Index(
        ndim=dimension,
        metric="ip",
        dtype=ScalarKind.BF16,
        connectivity=tuning.connectivity,
        expansion_add=tuning.expansion_add,
        expansion_search=expansion_search,
        enable_key_lookups=False,
    )
