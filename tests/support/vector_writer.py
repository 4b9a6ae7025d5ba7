"""A process that writes vectors until it is killed, and says so after each write."""

import asyncio
import sys
from pathlib import Path

import numpy as np

from musicsim.adapters.usearch.tuning import Tuning
from musicsim.adapters.usearch.vector_index import UsearchVectorIndex
from musicsim.domain.model.vectors import Attributes, Space, VectorEntry

SPACE = Space("killed@1", 8)
TUNING = Tuning(exact_limit=40, delta_least=25, delta_share=0.0, verify_inline=0)


def vector_of(name: int, version: int) -> np.ndarray:
    return np.random.default_rng([name, version]).standard_normal(8).astype(np.float32)


async def write(folder: Path, first_version: int) -> None:
    """Version n puts the ids n … n + 4 and drops n - 40: an id is written several times."""
    index = UsearchVectorIndex(folder, TUNING)
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


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1]), int(sys.argv[2])))
