"""Maps made in a process of their own, of low priority, that goes when its work is done."""

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.clusters import Clustering
from musicsim.domain.model.layout import Faithfulness, Layout, Points, Vectors
from musicsim.ports.map_maker import MapMaker

Given = Mapping[str, npt.NDArray[Any]]

_LONGEST = 86_400.0  # seconds: no map is worked on for a day
_LAST_WORDS = 300  # characters of what a process said before it failed


class ProcessMapMaker(MapMaker):
    """Begins a process a call; vectors go to it as files in `folder`, which is made if need be.

    Neither the event loop nor the memory of a server that answers requests is burdened, and what is cancelled is
    killed. `patience` as in rules.layout.
    """

    def __init__(self, folder: Path, patience: float = 1.0) -> None:
        self._folder = folder
        self._patience = patience

    async def lay_out(self, vectors: Vectors, begin: Points | None = None) -> Layout:
        given: dict[str, npt.NDArray[Any]] = {"vectors": vectors, "patience": np.array([self._patience])}
        if begin is not None:
            given["begin"] = begin
        found = await self._run("lay_out", given)
        trust, continuity = found["faithfulness"].tolist()
        return Layout(found["points"], Faithfulness(trust, continuity))

    async def place(self, known: Vectors, points: Points, newcomers: Vectors) -> Points:
        return (await self._run("place", {"known": known, "points": points, "newcomers": newcomers}))["points"]

    async def cluster(self, vectors: Vectors, count: int) -> Clustering:
        found = await self._run("cluster", {"vectors": vectors, "count": np.array([count])})
        return Clustering(found["labels"], found["centres"])

    async def _run(self, task: str, given: Given) -> dict[str, npt.NDArray[Any]]:
        place = await asyncio.to_thread(self._new_folder)
        try:
            await asyncio.to_thread(_save, Path(place.name) / "in", given)
            await _perform(task, place.name)
            return await asyncio.to_thread(_load, Path(place.name) / "out")
        except OSError as fault:
            raise Unavailable("map", f"A map cannot be made: {fault}.") from fault
        finally:
            place.cleanup()

    def _new_folder(self) -> tempfile.TemporaryDirectory[str]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _tidy(self._folder)
            place = tempfile.TemporaryDirectory(prefix="map-", dir=self._folder, ignore_cleanup_errors=True)
            for name in ("in", "out"):
                (Path(place.name) / name).mkdir()
        except OSError as fault:
            raise Unavailable("map", f"A map cannot be made: {fault}.") from fault
        return place


async def _perform(task: str, folder: str) -> None:
    pipes: Any = {"stdin": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    module = "musicsim.adapters.cartographer.child"
    child = await asyncio.create_subprocess_exec(sys.executable, "-m", module, task, folder, **pipes)
    try:
        assert child.stderr is not None  # noqa: S101 - it was asked for
        said = await child.stderr.read()  # not communicate(), which would end its input and so the process
        code = await child.wait()
    finally:
        await _ended(child)
    if code:
        words = said.decode(errors="replace").strip()[-_LAST_WORDS:]
        raise Unavailable("map", f"The process that makes maps ended with {code}: {words}")


async def _ended(child: asyncio.subprocess.Process) -> None:
    """Whatever happens, none is left behind."""
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.kill()
        await asyncio.shield(child.wait())


def _tidy(folder: Path) -> None:
    """Remove what was left behind when the power went."""
    for old in folder.glob("map-*"):
        with suppress(FileNotFoundError):  # whoever made it has just ended
            if time.time() - old.stat().st_mtime > _LONGEST:
                shutil.rmtree(old, ignore_errors=True)


def _save(folder: Path, given: Given) -> None:
    for name, array in given.items():
        np.save(folder / f"{name}.npy", array)


def _load(folder: Path) -> dict[str, npt.NDArray[Any]]:
    return {file.stem: np.load(file) for file in folder.iterdir()}
