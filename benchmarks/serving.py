"""`musicsim serve` in a process of its own, as people run it."""

import asyncio
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from musicsim.bootstrap import open_application
from musicsim.config import Settings
from musicsim.domain.model.api_token import Scope
from musicsim.domain.use_cases.found_accounts import FIRST

HOST = "127.0.0.1"

_PATIENCE = 60.0
_PASSWORD = "for the benchmarks only"  # noqa: S105 - who has a one-time password can have no token
_LOOK_AGAIN = 0.002
_REST = 0.5
_IDLE = 0.02  # seconds of processor time in one rest
_ASKED = {"Accept-Encoding": "gzip"}  # as the page asks


@dataclass(frozen=True)
class Server:
    """A running server; `first_answer` is the seconds from its start to its first answer to a similar query."""

    process: subprocess.Popen[bytes]
    port: int
    headers: Mapping[str, str]
    first_answer: float

    def latencies(self, ids: Sequence[str], connections: int) -> list[float]:
        """Seconds until the whole answer was there, each of `ids` asked once, on so many kept connections."""
        with ThreadPoolExecutor(connections) as pool:
            shares = [ids[start::connections] for start in range(connections)]
            return [second for some in pool.map(self._ask_all, shares) for second in some]

    def processor_time(self) -> float:
        """Seconds of processor time that the server has used, in all its threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rest(self) -> None:
        """Wait until it has done what the first questions set going in the background."""
        used, deadline = -1.0, time.perf_counter() + _PATIENCE
        while (now := self.processor_time()) > used + _IDLE and time.perf_counter() < deadline:
            used = now
            time.sleep(_REST)

    def memory(self) -> list[dict[str, float]]:
        """Resident ("rss") and proportional ("pss") set size in MB, of the server and all its children."""
        return [rollup(each) for each in _tree(self.process.pid)]

    def _ask_all(self, ids: Sequence[str]) -> list[float]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=_PATIENCE)
        try:
            return [_timed(connection, track_id, self.headers) for track_id in ids]
        finally:
            connection.close()


@contextmanager
def served(settings: Settings, first: str, *, work: bool = True) -> Iterator[Server]:
    """A server that has answered what is similar to the track `first`.

    Without `work` it does nothing but answer: what it would make of a new library in the background takes a core.
    """
    port = free_port()
    headers = {**_ASKED, **asyncio.run(admitted(settings))}
    command = [str(Path(sys.executable).with_name("musicsim")), "serve", "--no-scan", "--port", str(port)]
    environment = {**os.environ, "MUSICSIM_DATA": str(settings.data), "MUSICSIM_LIBRARY": str(settings.library)}
    environment["MUSICSIM_WORK"] = str(work).lower()
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await_answer(process, port, first, headers)
        yield Server(process, port, headers, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


async def admitted(settings: Settings) -> Mapping[str, str]:
    """The header of a program that may read and write, with a token made for it."""
    async with open_application(settings) as application:
        people = application.people
        await people.found_accounts(_PASSWORD)
        admin = await people.find_account(FIRST)
        for old in await people.list_tokens(admin.id):  # what is measured is kept for the next time, tokens are not
            await people.revoke_token(admin.id, old.id)
        _, text = await people.create_token(admin.caller, "benchmarks", Scope.WRITE, timedelta(days=1))
        return {"Authorization": f"Bearer {text}"}


def _await_answer(process: subprocess.Popen[bytes], port: int, track_id: str, headers: Mapping[str, str]) -> None:
    deadline = time.perf_counter() + _PATIENCE
    while True:
        connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
        try:
            _timed(connection, track_id, headers)
            return
        except ConnectionRefusedError:
            assert process.poll() is None, "The server ended."
            assert time.perf_counter() < deadline, "The server does not answer."
            time.sleep(_LOOK_AGAIN)
        finally:
            connection.close()


def _timed(connection: http.client.HTTPConnection, track_id: str, headers: Mapping[str, str]) -> float:
    started = time.perf_counter()
    connection.request("GET", f"/api/v1/tracks/{track_id}/similar", headers=dict(headers))
    response = connection.getresponse()
    body = response.read()
    took = time.perf_counter() - started
    assert response.status == 200, body
    return took


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


def _tree(pid: int) -> Iterator[int]:
    """The process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _tree(int(child))


def rollup(pid: int) -> dict[str, float]:
    """Resident ("rss") and proportional ("pss") set size of a process, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return {name.lower(): int(kib) * 1024 / 1e6 for name, kib in re.findall(r"(?m)^(Rss|Pss):\s+(\d+) kB", text)}
