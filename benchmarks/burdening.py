"""Asking a server the same for some seconds, on one connection and on several at once."""

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import numpy as np

CONNECTIONS = 8

_STREAMS = 4
_WARM_UP = 20
_PATIENCE = 60.0
_BUFFER = 1024 * 1024

Step = tuple[str, str, Mapping[str, str]]
"""A method, a path, and query parameters."""


@dataclass(frozen=True)
class Client:
    """Somebody who is signed in, and a track whose file is there."""

    address: str
    headers: Mapping[str, str]
    song_id: str
    song_key: str

    @property
    def stream_url(self) -> str:
        return f"{self.address}/api/v1/tracks/{self.song_id}/stream"


@dataclass(frozen=True)
class Latency:
    """Milliseconds."""

    p50: float
    p99: float


@dataclass(frozen=True, kw_only=True)
class Answers:
    """`rate` answers a second on `CONNECTIONS` connections; latencies of one connection alone, and of all at once."""

    name: str
    rate: float
    alone: Latency
    at_once: Latency


@dataclass(frozen=True)
class Throughput:
    """MB a second, over a few connections together."""

    name: str
    rate: float


def burdened(client: Client, name: str, steps: Sequence[Step], seconds: float) -> Answers:
    """Ask the steps in turn, again and again; half of the time alone."""
    _asked(client, steps, 0.0)
    alone = _asked(client, steps, seconds / 2)
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        started = time.perf_counter()
        shares = list(pool.map(lambda _: _asked(client, steps, seconds), range(CONNECTIONS)))
        took = time.perf_counter() - started
    all_of_them = [second for share in shares for second in share]
    return Answers(name=name, rate=len(all_of_them) / took, alone=_latency(alone), at_once=_latency(all_of_them))


def listing(client: Client, path: str, limit: int, page: int) -> str:
    """The cursor that leads to a page of a list, the first being 1."""
    connection = _connected(client.address)
    cursor, plain = "", {**client.headers, "Accept-Encoding": "identity"}
    for _ in range(page - 1):
        query = {"limit": str(limit)} | ({"cursor": cursor} if cursor else {})
        _, body = _answer(connection, ("GET", path, query), plain)
        cursor = json.loads(body)["next"]
    connection.close()
    return cursor


def streamed(name: str, url: str, seconds: float, headers: Mapping[str, str]) -> Throughput:
    """Fetch a file again and again, whole, on a few connections at once."""
    with ThreadPoolExecutor(_STREAMS) as pool:
        started = time.perf_counter()
        fetched = sum(pool.map(lambda _: _fetched(url, seconds, headers), range(_STREAMS)))
        return Throughput(name, fetched / (time.perf_counter() - started) / 1e6)


def _asked(client: Client, steps: Sequence[Step], seconds: float) -> list[float]:
    """Seconds that each answer took; at least some are asked for."""
    connection = _connected(client.address)
    taken: list[float] = []
    until = time.perf_counter() + seconds
    while len(taken) < _WARM_UP or time.perf_counter() < until:
        for step in steps:
            started = time.perf_counter()
            _answer(connection, step, client.headers)
            taken.append(time.perf_counter() - started)
    connection.close()
    return taken


def _answer(connection: http.client.HTTPConnection, step: Step, headers: Mapping[str, str]) -> tuple[int, bytes]:
    method, path, query = step
    connection.request(method, f"{path}?{urlencode(query)}" if query else path, headers=dict(headers))
    response = connection.getresponse()
    body = response.read()
    assert 200 <= response.status < 300, (step, response.status, body)
    return response.status, body


def _fetched(url: str, seconds: float, headers: Mapping[str, str]) -> int:
    """Bytes that came."""
    connection, buffer, total = _connected(url), bytearray(_BUFFER), 0
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        connection.request("GET", urlsplit(url).path, headers=dict(headers))
        response = connection.getresponse()
        assert response.status == 200, response.status
        while count := response.readinto(buffer):
            total += count
    connection.close()
    return total


def _connected(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENCE)


def _latency(seconds: Sequence[float]) -> Latency:
    p50, p99 = np.percentile(seconds, [50, 99])
    return Latency(1000 * float(p50), 1000 * float(p99))
