"""Run as a module: what a library looks like to somebody who may not read everything.

Root may read everything, so tests of permissions hand over to a child process that gives up its rights first.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio

from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import Unlisted
from musicsim.domain.model.failure import UnreadableAudio

NOBODY = 65534
PROJECT = Path(__file__).parents[2]


def seen_without_rights(root: Path) -> dict[str, Any]:
    """By key: "listed", or the reason why it is Unlisted; under "hash of …" why its bytes can't be read, or "read"."""
    command = [sys.executable, "-m", "tests.support.unprivileged", str(root)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


async def _look(root: Path) -> dict[str, str]:
    store = FilesystemAudioStore(root)
    seen = {}
    try:
        async for item in store.walk():
            seen[item.key] = item.failure.reason if isinstance(item, Unlisted) else "listed"
            if not isinstance(item, Unlisted):
                seen[f"hash of {item.key}"] = await _hash(store, item.key)
    except Unavailable as error:
        seen["unavailable"] = str(error)
    return seen


async def _hash(store: FilesystemAudioStore, key: str) -> str:
    try:
        await store.content_hash(key)
    except UnreadableAudio as error:
        return error.failure.reason
    return "read"


def main() -> None:
    anyio.run(_look, Path("/dev/null"))  # whatever is imported late is imported while that is still allowed
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    sys.stdout.write(json.dumps(anyio.run(_look, Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
