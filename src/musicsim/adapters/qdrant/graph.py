"""Building a graph, in a process of its own: the engine lets nothing else run in the process that does."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

_DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG


class Building:
    """The process that builds what graphs a shard lacks, which nobody has open."""

    def __init__(self, shard: Path) -> None:
        command = [sys.executable, "-m", __name__, str(shard)]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # noqa: S603

    def finish(self) -> str:
        """Wait for the end; "" when all went well, or else what it said last."""
        _, said = self._process.communicate()
        return "" if self._process.returncode == 0 else (said.strip().splitlines() or ["it was ended"])[-1]

    def give_up(self) -> None:
        """End it now."""
        self._process.kill()


def _build(shard: Path) -> None:
    from qdrant_edge import EdgeShard

    opened = EdgeShard.load(str(shard))
    opened.optimize()
    opened.flush()
    opened.close()


if __name__ == "__main__":
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    os.nice(10)  # answers first
    _build(Path(sys.argv[1]))
