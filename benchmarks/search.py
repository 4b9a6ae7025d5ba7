"""Large libraries: searching, scanning again, starting, resting: `python -m benchmarks.search [--million] [--json]`.

Every figure stands beside one, taken in the same run, of what cannot be avoided: the ratio of the two says more than
either does on another machine.
"""

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.asking import CONNECTIONS, Answering, Latency, ask
from benchmarks.prepared import files_for, settings_for
from benchmarks.scanning import Rescan, rescan
from benchmarks.starting import Memory, Start, rest, start

LARGE = 100_000
MILLION = 1_000_000

_SIZES = (1_000, 10_000, LARGE)
_QUESTIONS = 400


@dataclass(frozen=True, kw_only=True)
class Report:
    """All figures of one run; `load` is the machine's before and after it, over a minute."""

    machine: str
    load: tuple[float, float]
    answering: list[Answering]
    rescan: Rescan
    start: Start
    memory: Memory


def main() -> None:
    """Make what is missing, measure, print."""
    options = _options()
    sizes = (*_SIZES, MILLION) if options.million else _SIZES
    _say("Making the libraries that are not there yet (minutes, the first time)…")
    settings = {size: settings_for(size) for size in sizes}
    library = files_for(LARGE)
    before = os.getloadavg()[0]
    _say("Measuring…")
    starting, memory = start(LARGE, settings[LARGE]), rest(LARGE, settings[LARGE])
    scanning = rescan(LARGE, settings[LARGE], library)
    answering = [ask(size, settings[size], _QUESTIONS) for size in sizes]
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
    load = (before, os.getloadavg()[0])
    report = Report(machine=machine, load=load, answering=answering, rescan=scanning, start=starting, memory=memory)
    print(json.dumps(asdict(report), indent=2) if options.json else _in_words(report))


def _options() -> Any:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--million", action="store_true", help="search a million tracks too (5 GB, many minutes)")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of tables")
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _in_words(report: Report) -> str:
    """As tables in Markdown."""
    before, after = report.load
    at_once = f"HTTP, {CONNECTIONS} at once"
    head = (
        "similar tracks, p50 / p99 ms",
        "searches",
        "index alone",
        "use case",
        "HTTP",
        "ratio",
        "processor ms",
        at_once,
        "answers/s",
    )
    lines = [
        f"{report.machine}; load {before:.1f} before, {after:.1f} after",
        "",
        _row(*head),
        _row(*["---:"] * len(head)),
        *map(_answering_row, report.answering),
        "",
        _row(f"{report.rescan.files:,} tracks", "musicsim", "floor", "ratio"),
        _row("---", "---:", "---:", "---:"),
        *_other_rows(report.rescan, report.start, report.memory),
    ]
    return "\n".join(lines)


def _answering_row(of: Answering) -> str:
    return _row(
        f"{of.tracks:,}",
        f"{of.searches:.1f}",
        _pair(of.index),
        _pair(of.use_case),
        _pair(of.http),
        f"{of.http.p50 / of.index.p50:.1f}",
        f"{of.processor:.1f}",
        _pair(of.http_at_once),
        f"{of.rate:.0f}",
    )


def _other_rows(scan: Rescan, begin: Start, memory: Memory) -> list[str]:
    ratio = f"{begin.first_answer / begin.imports:.1f}"
    first = f"{begin.first_answer:.2f} s (worst {begin.worst:.2f} s)"
    resting = f"{memory.rss:.0f} MB resident, {memory.pss:.0f} MB proportional, {memory.processes} process(es)"
    return [
        _row(
            "scan, nothing new",
            f"{scan.scan:.2f} s",
            f"{scan.walk:.2f} s: os.walk, os.stat",
            f"{scan.scan / scan.walk:.1f}",
        ),
        _row("start to the first similar tracks", first, f"{begin.imports:.2f} s: four imports", ratio),
        _row("idle server", resting, "", ""),
    ]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _pair(of: Latency) -> str:
    return f"{of.p50:.1f} / {of.p99:.1f}"


if __name__ == "__main__":
    main()
