"""What scanning a library costs in which nothing has changed."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvloop
from msgspec.structs import replace

from musicsim.bootstrap import open_application
from musicsim.config import Settings

_RUNS = 3


@dataclass(frozen=True, kw_only=True)
class Rescan:
    """Seconds, medians of some runs: `walk` lists the same folders and asks for sizes and times, no more."""

    files: int
    scan: float
    walk: float


def rescan(files: int, settings: Settings, library: Path) -> Rescan:
    """Scan a library that is known already, all of it in the system's cache."""
    _walk(library)
    walks = [_timed(lambda: _walk(library)) for _ in range(_RUNS)]
    scans = [uvloop.run(_scan(replace(settings, library=str(library)), files)) for _ in range(_RUNS)]
    return Rescan(files=files, scan=statistics.median(scans), walk=statistics.median(walks))


async def _scan(settings: Settings, files: int) -> float:
    async with open_application(settings) as application:
        started = time.perf_counter()
        scan = await application.scan_library()
        took = time.perf_counter() - started
    assert (scan.listed, scan.to_read, scan.missing, scan.problem_count) == (files, 0, 0, 0), scan
    return took


def _walk(root: Path) -> None:
    for folder, _, names in os.walk(root):
        for name in names:
            os.stat(f"{folder}/{name}")  # noqa: PTH116 - as quick as can be


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
