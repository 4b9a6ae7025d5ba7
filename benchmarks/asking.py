"""What an answer to "what sounds like this?" costs: in the index alone, in the use case, and over HTTP."""

import random
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import uvloop

from benchmarks.noted import NotedVectorIndex
from benchmarks.serving import served
from musicsim.bootstrap import open_application
from musicsim.config import Settings
from musicsim.domain.model.identity import TrackId

CONNECTIONS = 4

_WARM_UP = 40
_SEED = 11


@dataclass(frozen=True)
class Latency:
    """Milliseconds."""

    p50: float
    p99: float


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Latencies of the same questions asked in different ways.

    `index`: only the searches of the vector index that an answer takes, `searches` on average. `use_case`: the whole
    answer, inside one process. `http`: over one kept connection; `http_at_once`: over `CONNECTIONS` of them, which
    gave `rate` answers a second in total. `processor`: milliseconds of processor time that the server took for one
    answer, which hardly depends on what else the machine does.
    """

    tracks: int
    searches: float
    index: Latency
    use_case: Latency
    http: Latency
    http_at_once: Latency
    rate: float
    processor: float


@dataclass(frozen=True)
class _Inside:
    """Seconds for each question."""

    searches: float
    index: Sequence[float]
    use_case: Sequence[float]


def ask(tracks: int, settings: Settings, questions: int) -> Answering:
    """Ask for what is similar to random tracks, after some questions that don't count."""
    chosen = random.Random(_SEED)
    ids = [TrackId(f"{chosen.randrange(tracks):026d}") for _ in range(_WARM_UP + questions)]
    warm_up, counted = ids[:_WARM_UP], ids[_WARM_UP:]
    inside = uvloop.run(_ask_inside(settings, warm_up, counted))
    with served(settings, first=ids[0], work=False) as server:
        server.latencies(warm_up, CONNECTIONS)
        used = server.processor_time()
        http = server.latencies(counted, 1)
        used = server.processor_time() - used
        started = time.perf_counter()
        at_once = server.latencies(counted, CONNECTIONS)
        rate = questions / (time.perf_counter() - started)
    return Answering(
        tracks=tracks,
        searches=inside.searches,
        index=latency(inside.index),
        use_case=latency(inside.use_case),
        http=latency(http),
        http_at_once=latency(at_once),
        rate=rate,
        processor=1e3 * used / questions,
    )


async def _ask_inside(settings: Settings, warm_up: Sequence[TrackId], counted: Sequence[TrackId]) -> _Inside:
    async with open_application(settings) as application:
        index = NotedVectorIndex(application.find_similar.index)
        search = replace(application.discovery.search_around, index=index)
        find = replace(application.find_similar, index=index, search=search)
        for track_id in warm_up:
            await find(track_id)
        whole, alone, searches = [], [], 0
        for track_id in counted:
            index.searches.clear()
            whole.append(await _timed(find(track_id)))
            alone.append(sum([await _timed(index.repeat(search)) for search in index.searches]))
            searches += len(index.searches)
        return _Inside(searches / len(counted), alone, whole)


async def _timed(work: Awaitable[object]) -> float:
    started = time.perf_counter()
    await work
    return time.perf_counter() - started


def latency(seconds: Sequence[float]) -> Latency:
    p50, p99 = np.percentile(seconds, [50, 99]) * 1e3
    return Latency(float(p50), float(p99))
