"""What a start costs, and what a server costs that nobody asks anything."""

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from benchmarks.serving import served
from musicsim.config import Settings

_RUNS = 5
_REST = 10.0
"""Seconds after which a server counts as idle: longer than it keeps what an answer left in memory."""

_IMPORTS = "import litestar, sqlalchemy, numpy, usearch"


@dataclass(frozen=True, kw_only=True)
class Start:
    """Seconds, medians of some runs and the worst, from the start of the process to the first similar tracks.

    `imports` is what a Python process takes that only imports the largest packages.
    """

    tracks: int
    first_answer: float
    worst: float
    imports: float


@dataclass(frozen=True, kw_only=True)
class Memory:
    """MB of an idle server and its children after one answer: resident, and with shared pages divided by users."""

    tracks: int
    rss: float
    pss: float
    processes: int


def start(tracks: int, settings: Settings) -> Start:
    """Start again and again."""
    imports, firsts = [], []
    for _ in range(_RUNS):
        imports.append(_importing())
        with served(settings, first=_track(tracks)) as server:
            firsts.append(server.first_answer)
    return Start(
        tracks=tracks,
        first_answer=statistics.median(firsts),
        worst=max(firsts),
        imports=statistics.median(imports),
    )


def rest(tracks: int, settings: Settings) -> Memory:
    """Start, answer once, wait."""
    with served(settings, first=_track(tracks)) as server:
        time.sleep(_REST)
        facts = server.memory()
    return Memory(
        tracks=tracks,
        rss=sum(each["rss"] for each in facts),
        pss=sum(each["pss"] for each in facts),
        processes=len(facts),
    )


def _track(tracks: int) -> str:
    return f"{tracks // 2:026d}"


def _importing() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", _IMPORTS], check=True)
    return time.perf_counter() - started
