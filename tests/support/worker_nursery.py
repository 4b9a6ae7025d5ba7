"""Run as a module: bear `musicsim` processes at once, from one that has imported everything already.

Each line of standard input is a JSON document: the words of a command, and the file that its output goes to. The
answer is the child's id. The children end with this process, however that ends.
"""

import ctypes
import importlib
import json
import os
import signal
import sys
from typing import NoReturn

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_MODULES = (
    "anyio._backends._asyncio",
    "asyncpg",
    "concurrent.futures.thread",
    "musicsim.adapters.pgvector.vector_index",
    "musicsim.adapters.procrastinate.job_queue",
    "musicsim.adapters.sqlalchemy.lease",
    "musicsim.adapters.sqlalchemy.postgresql_engine",
    "musicsim.bootstrap",
    "musicsim.entrypoints.cli.app",
    "musicsim.entrypoints.cli.reporter",
    "musicsim.entrypoints.cli.running",
    "musicsim.entrypoints.cli.world",
    "musicsim.entrypoints.worker.worker",
    "psycopg",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "uvloop",
)


def bear(words: list[str], output: str) -> int:
    """Fork a process that runs the command."""
    child = os.fork()
    if child == 0:
        _live(words, output)
    return child


def _live(words: list[str], output: str) -> NoReturn:
    code = 70
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _redirect(output)
        from musicsim.entrypoints.cli.main import main

        main(words)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _redirect(output: str) -> None:
    files = (os.open(os.devnull, os.O_RDONLY), os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644))
    for number, file in ((0, files[0]), (1, files[1])):
        os.dup2(file, number)
    os.dup2(os.open(f"{output}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), 2)


def _preload() -> None:
    """Import what a worker imports, and start nothing: threads and event loops do not survive a fork."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    for name in _MODULES:
        importlib.import_module(name)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how the children ended
    _preload()
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(f"{bear(asked['words'], asked['output'])}\n")
        sys.stdout.flush()
