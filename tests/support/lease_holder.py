"""Leases that another process holds."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from musicsim.adapters.filesystem.lease import FileLease
from musicsim.ports.lease import Lease

PROJECT = Path(__file__).parents[2]


@contextmanager
def held_elsewhere(place: Path | str, name: str) -> Iterator[tuple[subprocess.Popen[str], bool]]:
    """A process that asked for a lease, and whether it got it; killed at the end. `place` is a folder or a URL."""
    command = [sys.executable, "-m", "tests.support.lease_holder", str(place), name]
    with subprocess.Popen(command, cwd=PROJECT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline() == "True\n"
        finally:
            process.kill()


async def _hold() -> None:
    """Hold a lease until standard input ends, or until killed."""
    async with _lease(sys.argv[1]).hold(sys.argv[2]) as held:
        sys.stdout.write(f"{held}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


def _lease(place: str) -> Lease:
    if "://" not in place:
        return FileLease(Path(place))
    from musicsim.adapters.sqlalchemy.lease import SqlLease

    return SqlLease(place)


if __name__ == "__main__":
    asyncio.run(_hold())
