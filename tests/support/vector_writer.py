"""A process that writes vectors until it is killed, and says so after each write."""

import asyncio
import random
import subprocess
import sys
from pathlib import Path

import numpy as np

from musicsim.adapters.usearch.tuning import Tuning
from musicsim.adapters.usearch.vector_index import UsearchVectorIndex
from musicsim.domain.model.vectors import Attributes, Space, VectorEntry
from musicsim.ports.vector_index import VectorIndex

ROOT = Path(__file__).parents[2]
SPACE = Space("killed@1", 8)
TUNING = Tuning(exact_limit=40, delta_least=25, delta_share=0.0, verify_inline=0)


def vector_of(name: int, version: int) -> np.ndarray:
    return np.random.default_rng([name, version]).standard_normal(8).astype(np.float32)


def opened(kind: str, folder: Path) -> VectorIndex:
    """The index of that kind in the folder."""
    if kind == "qdrant":
        from musicsim.adapters.qdrant.vector_index import QdrantVectorIndex

        return QdrantVectorIndex(folder)
    return UsearchVectorIndex(folder, TUNING)


async def write(kind: str, folder: Path, first_version: int) -> None:
    """Version n puts the ids n … n + 4 and drops n - 40: an id is written several times."""
    index = opened(kind, folder)
    version = first_version
    while True:
        of = Attributes(year=version)
        await index.upsert(
            SPACE, [VectorEntry(f"{one}", vector_of(one, version), of) for one in range(version, version + 5)]
        )
        print(version, "put", flush=True)  # noqa: T201
        await index.delete(SPACE, [f"{version - 40}"])
        print(version, "dropped", flush=True)  # noqa: T201
        version += 1


def run_and_kill(kind: str, folder: Path, first_version: int, writes: int) -> int:
    """Kill the writer after some acknowledgements; the last version that was acknowledged as dropped."""
    command = [sys.executable, "-m", "tests.support.vector_writer", kind, str(folder), str(first_version)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(writes):
            process.stdout.readline()
        process.kill()
        told = process.stdout.read().split("\n")
    whole = [int(line.split()[0]) for line in told if line.endswith("dropped")]
    return max([*whole, first_version + writes // 2 - 1])


async def check_kills(kind: str, folder: Path, rounds: int, most: int = 90) -> None:
    """Kill the writer at random moments: all that was acknowledged is there, and nothing that was dropped."""
    rng = random.Random(4)
    version = 0
    for _ in range(rounds):
        last = run_and_kill(kind, folder, version, 2 * rng.randrange(2, most))
        index = opened(kind, folder)
        alive = await index.vectors(SPACE, [str(one) for one in range(last + 10)])
        # the next version may have come as far as to drop last - 39, and not as far as to say so
        assert set(alive) >= {str(one) for one in range(max(0, last - 38), last + 5)}
        assert set(alive).isdisjoint({str(one) for one in range(last - 39)})
        for one in range(max(0, last - 38), last + 1):
            expected = vector_of(one, one)
            np.testing.assert_allclose(alive[str(one)], expected / np.linalg.norm(expected), atol=1e-6)
        assert await index.count(SPACE) == len(alive)
        await index.close()
        version = last + 1


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
