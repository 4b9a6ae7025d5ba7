"""Discovery over HTTP on a large library: `python -m benchmarks.discovery [--tracks 100000] [--calls 200] [--json]`.

`musicsim serve` in a process of its own, asked on one kept connection. Beside each kind of call stands, in the same
run, the raw vector query: what the searches that the answer takes need of the index alone. Everything is measured in
several rounds, and of each figure the lowest is told: whatever else runs on a machine only makes it slower.
"""

import argparse
import http.client
import json
import os
import platform
import random
import sys
import time
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

import uvloop

from benchmarks.asking import Latency, latency
from benchmarks.discovery_calls import CALLS, Call, Pick, Step
from benchmarks.noted import NotedVectorIndex
from benchmarks.prepared import settings_for
from benchmarks.serving import HOST, Server, served
from musicsim.bootstrap import open_application
from musicsim.config import Settings
from musicsim.domain.model.groups import AlbumQuery
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.similarity import SimilarQuery
from musicsim.domain.model.vectors import LIBRARY
from musicsim.domain.use_cases.find_similar import FindSimilar

_SEED = 13
_WARM_UP = 10
_NEAREST = 50  # what twenty hits are chosen from
_ALBUMS = 200  # of which some are chosen
_PATIENCE = 60.0


@dataclass(frozen=True, kw_only=True)
class Answered:
    """`raw`: what of the index the answer takes, alone, `took`: all of it, each in its quickest round; `most`: the p50
    that it may take, in milliseconds; None where nothing is said of it. `processor`: milliseconds of the server's
    processor time for one answer, which depend less on what else the machine does.
    """

    name: str
    raw: Latency | None
    took: Latency
    processor: float
    most: float | None


@dataclass(frozen=True)
class Round:
    """The raw query, the searches of calls by their names, and what their answers took, with processor time."""

    raw: Latency
    searches: Mapping[str, Latency]
    answers: Mapping[str, tuple[Latency, float]]


@dataclass(frozen=True, kw_only=True)
class Report:
    """All figures of one run; `load` is the machine's before and after it, over a minute."""

    machine: str
    tracks: int
    load: tuple[float, float]
    raw: Latency
    answers: list[Answered]


def main() -> None:
    """Make the library if it is not there, measure, print."""
    options = _options()
    _say("Making the library if it is not there yet (minutes, the first time)…")
    settings = settings_for(options.tracks)
    before = os.getloadavg()[0]
    albums = uvloop.run(_mapped(settings))
    rounds = []
    for number in range(options.rounds):
        _say(f"Measuring: round {number + 1} of {options.rounds}…")
        rounds.append(_round(settings, options, albums))
    raw = _quickest(one.raw for one in rounds)
    answers = [_answered(call, rounds) for call in CALLS]
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
    load = (before, os.getloadavg()[0])
    report = Report(machine=machine, tracks=options.tracks, load=load, raw=raw, answers=answers)
    print(json.dumps(asdict(report), indent=2) if options.json else _in_words(report))


async def _alone(settings: Settings, tracks: int, count: int) -> tuple[Latency, dict[str, Latency]]:
    """The nearest of the index alone, and the searches that each call takes of it; the library's bearings are made,
    too, as the worker would.
    """
    async with open_application(settings) as application:
        await application.discovery.derive_bearings()
        find = application.find_similar
        space = await find.index.answering(LIBRARY) or find.space
        pick = _pick(tracks)
        ids = [TrackId(pick.track()) for _ in range(_WARM_UP + count)]
        vectors = await find.index.vectors(space, ids)
        raw = [await _took(find.index.nearest(space, vectors[one], _NEAREST)) for one in ids]
        index = NotedVectorIndex(find.index)
        noted = replace(find, index=index, search=replace(application.discovery.search_around, index=index))
        asked = {call.name: await _searches(noted, index, call.inside, ids) for call in CALLS if call.inside}
        return latency(raw[_WARM_UP:]), asked


async def _mapped(settings: Settings) -> list[str]:
    """Some of the albums of a library that has a map; it is made unless it is there, as the worker would."""
    async with open_application(settings) as application:
        if await application.collections.read_map() is None:
            await application.collections.make_map()
        found = await application.explorer.list_albums(AlbumQuery(limit=_ALBUMS))
        return [album.id for album in found.items]


async def _searches(find: FindSimilar, index: NotedVectorIndex, query: SimilarQuery, ids: list[TrackId]) -> Latency:
    """What the searches of an answer take, one after the other."""
    taken = []
    for one in ids:
        index.searches.clear()
        await find(one, query)
        taken.append(sum([await _took(index.repeat(search)) for search in list(index.searches)]))
    return latency(taken[_WARM_UP:])


async def _took(work: Awaitable[object]) -> float:
    started = time.perf_counter()
    await work
    return time.perf_counter() - started


def _pick(tracks: int, albums: Sequence[str] = ()) -> Pick:
    return Pick(tracks, random.Random(_SEED), albums)


def _warmed(server: Server, tracks: int) -> None:
    """A server that has been asked for a while: what it keeps in memory has been read."""
    pick = _pick(tracks)
    for call in CALLS:
        if call.inside:
            _asked(server, [call.make(pick)])
    server.rest()


def _round(settings: Settings, options: Any, albums: Sequence[str]) -> Round:
    raw, searches = uvloop.run(_alone(settings, options.tracks, options.calls))
    with served(settings, first=_pick(options.tracks).track(), work=False) as server:
        _warmed(server, options.tracks)
        return Round(raw, searches, {call.name: _measured(server, call, options, albums) for call in CALLS})


def _answered(call: Call, rounds: Sequence[Round]) -> Answered:
    raw = _quickest(one.searches[call.name] for one in rounds) if call.inside else None
    return Answered(
        name=call.name,
        raw=raw,
        took=_quickest(one.answers[call.name][0] for one in rounds),
        processor=min(one.answers[call.name][1] for one in rounds),
        most=call.most(raw.p50 if raw else 0.0) if call.most else None,
    )


def _quickest(rounds: Iterable[Latency]) -> Latency:
    return min(rounds, key=lambda one: one.p50)


def _measured(server: Server, call: Call, options: Any, albums: Sequence[str]) -> tuple[Latency, float]:
    """How long answers took, and the processor's milliseconds for one."""
    pick = _pick(options.tracks, albums)
    steps = [call.make(pick) for _ in range(_WARM_UP + options.calls)]
    if call.first:
        made = _answer(server, call.first(pick)).get("id")
        steps = [replace(step, path=step.path.format(id=made)) for step in steps]
    _asked(server, steps[:_WARM_UP])
    used = server.processor_time()
    took = latency(_asked(server, steps[_WARM_UP:]))
    return took, 1e3 * (server.processor_time() - used) / options.calls


def _answer(server: Server, step: Step) -> Any:
    """What one request, which is not measured, is answered with."""
    body = json.dumps(step.body).encode()
    headers = {**server.headers, "Content-Type": "application/json", "Accept-Encoding": "identity"}
    connection = http.client.HTTPConnection(HOST, server.port, timeout=_PATIENCE)
    try:
        connection.request(step.method, step.path, body, headers)
        return json.load(connection.getresponse())
    finally:
        connection.close()


def _asked(server: Server, steps: Sequence[Step]) -> list[float]:
    """Seconds until each whole answer was there."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=_PATIENCE)
    try:
        return [_timed(connection, step, server) for step in steps]
    finally:
        connection.close()


def _timed(connection: http.client.HTTPConnection, step: Step, server: Server) -> float:
    path = f"{step.path}?{urlencode(step.query, doseq=True)}" if step.query else step.path
    body = None if step.body is None else json.dumps(step.body)
    headers = {**server.headers, **({"Content-Type": "application/json"} if body else {})}
    started = time.perf_counter()
    connection.request(step.method, path, body, headers)
    response = connection.getresponse()
    content = response.read()
    took = time.perf_counter() - started
    assert 200 <= response.status < 300, (step, response.status, content)
    return took


def _options() -> Any:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.discovery", description=__doc__)
    parser.add_argument("--tracks", type=int, default=100_000, help="how many the library has")
    parser.add_argument("--calls", type=int, default=200, help="of each kind, in each round")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of tables")
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _in_words(report: Report) -> str:
    """As a table in Markdown."""
    before, after = report.load
    lines = [
        f"{report.machine}; {report.tracks:,} tracks; load {before:.1f} before, {after:.1f} after",
        "",
        _row("call", "its searches alone: p50 / p99 ms", "p50 / p99 ms", "p50 may take", "processor ms"),
        _row("---", "---:", "---:", "---:", "---:"),
        _row(f"the raw vector query: the nearest {_NEAREST}", _pair(report.raw), "", "", ""),
        *map(_answered_row, report.answers),
    ]
    return "\n".join(lines)


def _answered_row(one: Answered) -> str:
    most = f"{one.most:.1f}" if one.most else ""
    return _row(one.name, _pair(one.raw) if one.raw else "", _pair(one.took), most, f"{one.processor:.1f}")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _pair(of: Latency) -> str:
    return f"{of.p50:.1f} / {of.p99:.1f}"


if __name__ == "__main__":
    main()
