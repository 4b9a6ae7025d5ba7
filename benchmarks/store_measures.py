"""One store measured on one size, beside exact search in NumPy."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.asking import Latency, latency
from benchmarks.prepared import LIBRARY_SPACE, listened_to
from benchmarks.serving import rollup
from benchmarks.store_kinds import Opened, opened
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import EVERYTHING, LIBRARY, Attributes, Filter, VectorEntry
from musicsim.domain.rules.attributes import attributes_of

_PAGE = 5_000  # entries written at once
_QUESTIONS, _LEAST_QUESTIONS = 300, 50
_LONG_ENOUGH = 20.0  # seconds of asking
_WARM_UP = 20
_TOP = 10
_SEED = 11


@dataclass(frozen=True, kw_only=True)
class Measures:
    """`build` in seconds, until nothing was left to do in the background; latencies in ms; `memory` in MB.

    `memory` is what the store's processes have grown by while they were filled and asked. Of "numpy" it is the size of
    the matrix.
    """

    store: str
    entries: int
    build: float
    plain: Latency
    filtered: Latency
    recall: float
    filtered_recall: float
    memory: float


class Library:
    """The synthetic library's vectors and attributes, what to ask of them, and what is right."""

    def __init__(self, entries: int) -> None:
        self.vectors = np.empty((entries, LIBRARY_SPACE.dimension), np.float32)
        self.attributes: list[Attributes] = []
        for row, (track, heard) in enumerate(listened_to(entries)):
            self.vectors[row] = heard.embeddings[0].vector
            self.attributes.append(attributes_of(track, heard))
        bpm = np.array([one.bpm for one in self.attributes])
        low, high = np.quantile(bpm, [0.5, 0.51])
        self.one_percent = Filter(bpm=Span(float(low), float(high)))
        self._admitted = (bpm >= low) & (bpm <= high)
        rng = np.random.default_rng(_SEED)
        chosen = self.vectors[rng.choice(entries, _WARM_UP + _QUESTIONS, replace=entries < _WARM_UP + _QUESTIONS)]
        self.warm_up, self.questions = chosen[:_WARM_UP], chosen[_WARM_UP:]

    def pages(self) -> Sequence[range]:
        return [range(at, min(at + _PAGE, len(self.vectors))) for at in range(0, len(self.vectors), _PAGE)]

    def entry(self, row: int) -> VectorEntry:
        return VectorEntry(f"{row:026d}", self.vectors[row], self.attributes[row])

    def right(self, question: Vector, where: Filter) -> set[str]:
        """The ids of the truly nearest."""
        return {f"{row:026d}" for row in self.nearest(question, where)}

    def nearest(self, question: Vector, where: Filter) -> Sequence[int]:
        """Their rows, by looking at every vector."""
        scores = self.vectors @ question
        if where is not EVERYTHING:
            scores = np.where(self._admitted, scores, -np.inf)
        best = np.argpartition(-scores, _TOP)[:_TOP]
        rows: list[int] = best[np.argsort(-scores[best])].tolist()
        return rows


async def measure(kind: str, library: Library) -> Measures:
    """Fill a store of a kind with the library and ask."""
    async with opened(kind) as store:
        before = _memory(store)
        build = await _filled(store, library)
        await asyncio.sleep(store.rest)
        plain, recall = await _asked(store, library, EVERYTHING)
        filtered, filtered_recall = await _asked(store, library, library.one_percent)
        return Measures(
            store=kind,
            entries=len(library.vectors),
            build=build,
            plain=plain,
            filtered=filtered,
            recall=recall,
            filtered_recall=filtered_recall,
            memory=_memory(store) - before,
        )


def exact(library: Library) -> Measures:
    """The floor: a product of a matrix with a vector, on one thread."""
    plain, filtered = (
        latency([_timed(library, question, where) for question in library.questions])
        for where in (EVERYTHING, library.one_percent)
    )
    return Measures(
        store="numpy, exact",
        entries=len(library.vectors),
        build=0.0,
        plain=plain,
        filtered=filtered,
        recall=1.0,
        filtered_recall=1.0,
        memory=library.vectors.nbytes / 1e6,
    )


def _timed(library: Library, question: Vector, where: Filter) -> float:
    started = time.perf_counter()
    library.nearest(question, where)
    return time.perf_counter() - started


async def _filled(store: Opened, library: Library) -> float:
    """As a library is copied: into a new space, which takes over once it is complete."""
    started = time.perf_counter()
    await store.index.create(LIBRARY_SPACE)
    for page in library.pages():
        await store.index.upsert(LIBRARY_SPACE, [library.entry(row) for row in page])
    await store.index.switch(LIBRARY, LIBRARY_SPACE)
    await store.settle(LIBRARY_SPACE)
    return time.perf_counter() - started


async def _asked(store: Opened, library: Library, where: Filter) -> tuple[Latency, float]:
    """How long answers take, one after the other, and how much of what is right they hold."""
    usual = np.median([(await _answer(store, question, where))[0] for question in library.warm_up])
    enough = max(_LEAST_QUESTIONS, int(_LONG_ENOUGH / usual))
    seconds, shares = [], []
    for question in library.questions[:enough]:
        took, found = await _answer(store, question, where)
        right = library.right(question, where)
        seconds.append(took)
        shares.append(len(right & found) / len(right))
    return latency(seconds), float(np.mean(shares))


async def _answer(store: Opened, question: Vector, where: Filter) -> tuple[float, set[str]]:
    """The seconds that it took, and the ids."""
    started = time.perf_counter()
    found = await store.index.nearest(LIBRARY_SPACE, question, _TOP, where)
    return time.perf_counter() - started, {one.id for one in found}


def _memory(store: Opened) -> float:
    """Of all its processes, what several share divided among them."""
    return sum(rollup(pid)["pss"] for pid in store.processes())
