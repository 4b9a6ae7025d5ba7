"""The demo library as an adapter: two processes compose and encode, the event loop keeps count."""

import asyncio
import json
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from anyio import CancelScope, to_thread

from musicsim.adapters.demo import cover
from musicsim.adapters.demo.catalogue import ALBUMS, COPIES
from musicsim.adapters.demo.jobs import PART, Job, album_named, copy_key, every_job, perform
from musicsim.adapters.demo.plan import VERSION
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.ports.demo_library import DemoLibrary

MANIFEST, TRUTH = ".musicsim-demo.json", "truth.json"


def every_key() -> tuple[str, ...]:
    """All audio files of the library, as POSIX paths below its folder."""
    originals = (album.key_of(number) for album in ALBUMS for number in range(1, len(album.songs) + 1))
    return (*originals, *(copy_key(copy) for copy in COPIES))


Pool = Callable[[int], Executor]
Work = Callable[[Path, Job], int]


class SynthesisedDemoLibrary(DemoLibrary):
    """Composes the library with NumPy and encodes it with PyAV.

    `processes` is how many songs are rendered at a time, each in its own process. Another `pool` may take their
    place, and another `work` the rendering of one song, which returns how many files it wrote.
    """

    def __init__(self, processes: int = 2, *, pool: Pool | None = None, work: Work = perform) -> None:
        self._processes = processes
        self._pool, self._work = pool or _spawning, work

    async def compose(self, folder: Path, on_file: Callable[[int, int], None]) -> int:
        """See `DemoLibrary.compose`."""
        try:
            missing = await to_thread.run_sync(_prepare, folder)
            total = len(every_key())
            on_file(total - len(missing), total)
            if missing:
                await self._render(folder, missing, total, on_file)
            await to_thread.run_sync(_finish, folder)
        except BrokenProcessPool as fault:
            message = "A process that renders the demo library ended; is there enough memory?"
            raise Unavailable("demo", message) from fault
        except OSError as fault:
            message = f"The demo library cannot be written to {folder}: {fault.strerror or fault}."
            raise Invalid(message, "folder") from fault
        return total

    async def _render(
        self, folder: Path, missing: frozenset[str], total: int, on_file: Callable[[int, int], None]
    ) -> None:
        pool = self._pool(self._processes)
        done = total - len(missing)
        songs = [_submitted(pool, self._work, folder, job) for job in every_job(missing)]
        try:
            for finished in asyncio.as_completed(songs):
                for _ in range(await finished):
                    done += 1
                    on_file(done, total)
        finally:
            # songs that have begun are finished, the others never begin
            with CancelScope(shield=True):
                await to_thread.run_sync(partial(pool.shutdown, wait=True, cancel_futures=True))
                # one song's fault is raised above; the others' need to be looked at so that asyncio does not log them
                await asyncio.gather(*songs, return_exceptions=True)


def _spawning(processes: int) -> Executor:
    # spawned, because a fork would copy the threads' locks of the process that serves
    return ProcessPoolExecutor(processes, get_context("spawn"), initializer=_modest)


def _submitted(pool: Executor, work: Work, folder: Path, job: Job) -> "asyncio.Future[int]":
    future: Future[int] = pool.submit(work, folder, job)
    return asyncio.wrap_future(future)


def _modest() -> None:
    """Leave the processor to whoever serves requests meanwhile."""
    os.nice(5)


def _prepare(folder: Path) -> frozenset[str]:
    """Clear away what other versions and dead processes left, and return the keys that are missing.

    The manifest names the version to which the files in the folder belong, so it is written before them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / MANIFEST
    if _version(manifest) != VERSION:
        _discard(folder, manifest)
        _write_whole(manifest, json.dumps({"version": VERSION, "files": every_key()}))
    for leftover in folder.glob(f"*/*/.*{PART}"):
        leftover.unlink(missing_ok=True)
    return frozenset(key for key in every_key() if not (folder / key).is_file())


def _version(manifest: Path) -> int | None:
    held = _read(manifest).get("version")
    return held if isinstance(held, int) else None


def _read(manifest: Path) -> dict[str, object]:
    try:
        held = json.loads(manifest.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _discard(folder: Path, manifest: Path) -> None:
    """Delete the files that the manifest of another version lists, and those that are about to be written."""
    listed = _read(manifest).get("files")
    older = [key for key in listed if isinstance(key, str)] if isinstance(listed, list) else []
    root = folder.resolve()
    for key in (*older, *every_key(), TRUTH):
        path = folder / key
        if path.resolve().is_relative_to(root):
            path.unlink(missing_ok=True)


def _finish(folder: Path) -> None:
    """Write the folders' covers and the truth, unless they are there."""
    for album in ALBUMS:
        sleeve = folder / album.folder / "cover.png"
        if album.cover == "folder" and not sleeve.is_file():
            _write_whole(sleeve, cover.png(album.title))
    if not (folder / TRUTH).is_file():
        _write_whole(folder / TRUTH, json.dumps(_truth(), ensure_ascii=False, indent=1))


def _truth() -> dict[str, object]:
    pairs = [[album_named(copy.album).key_of(copy.number), copy_key(copy), copy.change] for copy in COPIES]
    return {"version": 1, "duplicates": pairs}


def _write_whole(path: Path, content: str | bytes) -> None:
    partial_name = path.with_name(f".{path.name}{PART}")
    partial_name.write_bytes(content.encode() if isinstance(content, str) else content)
    partial_name.replace(path)
