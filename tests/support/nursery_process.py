"""Run as a module: bear `musicsim` processes at once, from one that has imported everything already.

It is asked over the socket whose number is its argument: a JSON document with the words of a command, its environment
and its folder, and with it, as descriptors, what becomes its standard input, output and error, and a pipe. The answer
is the id of the child. How that ends, as `subprocess` tells it, is written into the pipe. The children end with this
process, which ends with the socket.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from typing import Any, NoReturn

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_LARGEST = 1 << 18  # bytes of a question
_MODULES = (
    "anyio._backends._asyncio",
    "asyncpg",
    "concurrent.futures.thread",
    "musicsim.adapters.pgvector.vector_index",
    "musicsim.adapters.procrastinate.job_queue",
    "musicsim.adapters.sqlalchemy.lease",
    "musicsim.adapters.sqlalchemy.postgresql_engine",
    "musicsim.adapters.usearch.vector_index",
    "musicsim.bootstrap",
    "musicsim.entrypoints.cli.app",
    "musicsim.entrypoints.cli.reporter",
    "musicsim.entrypoints.cli.running",
    "musicsim.entrypoints.cli.world",
    "musicsim.entrypoints.http.server",
    "musicsim.entrypoints.worker.worker",
    "psycopg",
    "rich.console",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "sqlalchemy.dialects.sqlite",
    "uvloop",
)


def serve(asked: socket.socket) -> None:
    """Bear who is asked for, until nobody can ask any more."""
    ended, telling = os.pipe()
    for end in (ended, telling):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(telling, warn_on_full_buffer=False)
    ends: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([asked, ended], [], [])
        if ended in ready:
            os.read(ended, 4096)
            _tell(ends)
        if asked in ready:
            question, descriptors, _, _ = socket.recv_fds(asked, _LARGEST, 4)
            if not question:
                return
            *standard, end = descriptors
            child = _bear(json.loads(question), standard, [asked.fileno(), ended, telling, end, *ends.values()])
            ends[child] = end
            for descriptor in standard:
                os.close(descriptor)
            asked.send(str(child).encode())


def _tell(ends: dict[int, int]) -> None:
    """How those ended that have."""
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            end = ends.pop(found[0])
            with contextlib.suppress(BrokenPipeError):  # nobody waits for it
                os.write(end, str(os.waitstatus_to_exitcode(found[1])).encode())
            os.close(end)


def _bear(asked: dict[str, Any], standard: list[int], foreign: list[int]) -> int:
    child = os.fork()
    if child == 0:
        _live(asked, standard, foreign)
    return child


def _live(asked: dict[str, Any], standard: list[int], foreign: list[int]) -> NoReturn:
    """Run the command and end, as a process of its own in a session of its own."""
    code = 70
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        for descriptor in foreign:
            os.close(descriptor)
        _stand_on(standard)
        os.environ.clear()
        os.environ.update(asked["environment"])
        os.chdir(asked["folder"])
        from musicsim.entrypoints.cli.main import main

        main(asked["words"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _stand_on(standard: list[int]) -> None:
    for number, descriptor in enumerate(standard):
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - these have no path, and stay open
    sys.stdout = open(1, "w", buffering=1 if os.isatty(1) else -1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115


def _preload() -> None:
    """Import what commands do, and start nothing: threads and event loops do not survive a fork."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    for name in _MODULES:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # else every child's first collection copies all of it


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _preload()
    serve(socket.socket(fileno=int(sys.argv[1])))
