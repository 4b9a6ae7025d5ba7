"""The vector stores side by side: `python -m benchmarks.stores [--sizes 10000,…] [--stores usearch,…] [--json]`.

Every store runs in a process of its own, on the same vectors, beside exact search in NumPy. Servers are those that the
tests start, as they come.
"""

import argparse
import asyncio
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.store_kinds import KINDS
from benchmarks.store_measures import Library, exact, measure

_SIZES = "10000,100000"
_MILLION = 1_000_000
_FOR_A_MILLION = ("usearch", "pgvector")
_SLOW = {"milvus-lite": 100_000}  # comparing every vector in Python: minutes beyond
_NUMPY = "numpy"
_HEAD = ("entries", "store", "build s", "p50 / p99 ms", "1 % filter p50 / p99 ms", "recall@10", "filtered", "memory MB")


def main() -> None:
    """Measure, print."""
    options = _options()
    if options.one:
        print(json.dumps(_one(options.one, int(options.sizes))))
        return
    before = os.getloadavg()[0]
    rows = [_apart(store, size) for size, store in _wanted(options)]
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
    load = (before, os.getloadavg()[0])
    report = {"machine": machine, "load": load, "stores": rows}
    print(json.dumps(report, indent=2) if options.json else _in_words(machine, load, rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stores", description=__doc__)
    parser.add_argument("--sizes", default=_SIZES, help=f"numbers of entries ({_SIZES})")
    parser.add_argument("--stores", default=",".join(KINDS), help=f"of {', '.join(KINDS)} (all)")
    parser.add_argument("--million", action="store_true", help="a million entries, too, in usearch and pgvector")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


def _wanted(options: argparse.Namespace) -> Sequence[tuple[int, str]]:
    stores = [_NUMPY, *options.stores.split(",")]
    sizes = [int(size) for size in options.sizes.split(",")]
    wanted = [(size, store) for size in sizes for store in stores if size <= _SLOW.get(store, size)]
    return wanted + [(_MILLION, store) for store in (_NUMPY, *_FOR_A_MILLION) if options.million]


def _apart(store: str, size: int) -> dict[str, Any]:
    """Measured in a process of its own, whose memory is the store's."""
    print(f"{store}, {size:,}…", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "benchmarks.stores", "--one", store, "--sizes", str(size)]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told


def _one(store: str, size: int) -> dict[str, Any]:
    library = Library(size)
    return asdict(exact(library) if store == _NUMPY else asyncio.run(measure(store, library)))


def _in_words(machine: str, load: tuple[float, float], rows: Sequence[dict[str, Any]]) -> str:
    """As a table in Markdown."""
    head = [f"{machine}; load {load[0]:.1f} before, {load[1]:.1f} after", "", _row(*_HEAD)]
    return "\n".join([*head, _row("---:", "---", *["---:"] * (len(_HEAD) - 2)), *map(_measured, rows)])


def _measured(of: dict[str, Any]) -> str:
    return _row(
        f"{of['entries']:,}",
        of["store"],
        f"{of['build']:.1f}",
        _pair(of["plain"]),
        _pair(of["filtered"]),
        f"{of['recall']:.3f}",
        f"{of['filtered_recall']:.3f}",
        f"{of['memory']:.0f}",
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _pair(of: dict[str, float]) -> str:
    return f"{of['p50']:.2f} / {of['p99']:.2f}"


if __name__ == "__main__":
    main()
