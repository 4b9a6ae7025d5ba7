"""One space that this process may write to."""

import shutil
import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec

from musicsim.adapters.usearch import changes, durable, generation, generation_writer, journal, space_files
from musicsim.adapters.usearch.damage import Damaged
from musicsim.adapters.usearch.generation import Generation
from musicsim.adapters.usearch.graph import Graph
from musicsim.adapters.usearch.journal import JournalWriter
from musicsim.adapters.usearch.layer import Layer, Matrix
from musicsim.adapters.usearch.tuning import Tuning
from musicsim.domain.model.vectors import VectorEntry


class Gone(Exception):  # noqa: N818
    """The space was cleared or set aside since it was looked up: look again."""


class SpaceStore:
    """Writes go to the journal, then to the layers; now and then to a new generation of files.

    Any number of threads may search `layers.now` while one after the other writes, and another one compacts.
    """

    def __init__(self, folder: Path, tuning: Tuning) -> None:
        self._folder = folder
        self._tuning = tuning
        opened = space_files.read(folder, tuning)
        space_files.remove_leftovers(folder, opened.current.generation)
        self.layers = opened.layers
        self.generation = opened.generation
        self._current = opened.current
        self._number = opened.journal
        self._journal = JournalWriter(journal.path_of(folder, opened.journal), opened.end)
        self._changes = opened.changes
        self._bar = 0
        self._writing = threading.Lock()
        self._gone = False
        self.verified = threading.Event()

    @property
    def wants_compaction(self) -> bool:
        """Whether enough has changed for a new generation."""
        return self._changes > self._bar + self._tuning.delta_limit(self.layers.base_rows)

    def put(self, entries: Sequence[VectorEntry], vectors: Matrix) -> None:
        """Insert or replace entries with distinct places. OSError, and nothing written, when the disk refuses."""
        with self._writing:
            self._check_here()
            self._journal.append(changes.encode(piece) for piece in changes.puts(entries, vectors))
            self.layers.put(entries, vectors)
            self._changes += len(entries)

    def drop(self, ids: Collection[str]) -> None:
        """Remove all parts of some ids. OSError as `put`."""
        with self._writing:
            self._check_here()
            if keys := self.layers.keys_of(ids):
                self._journal.append([changes.encode(changes.Drop(keys))])
                self.layers.drop(keys)
                self._changes += len(keys)

    def use_graph(self, verified: Generation, graph: Graph) -> None:
        """Search a generation by its graph, if it still is the present one."""
        with self._writing:
            if self.generation is verified and not self._gone:
                self.layers.use_graph(graph)

    def compact(self, checkpoint: Callable[[], None]) -> None:
        """Write a new generation. When that fails everything stays as it was; `checkpoint` may raise to stop."""
        with self._writing:
            self._check_here()
            number, changed = self._number + 1, self._changes
            self._bar = self._changes  # should it fail, as many changes pass before the next attempt
            self._rotate(number)
            frozen = self.layers.freeze()
        path = generation.path_of(self._folder, number)
        try:
            fresh = self._write(path, frozen, checkpoint)
            with self._writing:
                self._check_here()
                self._adopt(number, fresh)
                self._changes -= changed
                self._bar = 0
        except BaseException:
            with self._writing:
                self.layers.thaw()
                self._discard(path, number)
            raise
        space_files.remove_leftovers(self._folder, number)

    def leave(self, farewell: Callable[[Path], object]) -> None:
        """End all writing for good and do something with the folder."""
        with self._writing:
            self._check_here()
            farewell(self._folder)
            self._gone = True
            self._journal.close()

    def close(self) -> None:
        """Give back the journal."""
        with self._writing:
            self._gone = True
            self._journal.close()

    def _check_here(self) -> None:
        if self._gone:
            raise Gone

    def _rotate(self, number: int) -> None:
        path = journal.path_of(self._folder, number)
        journal.create(path, number)
        durable.sync_folder(self._folder)
        fresh = JournalWriter(path, path.stat().st_size)
        self._journal.close()
        self._journal, self._number = fresh, number

    def _write(
        self, path: Path, frozen: tuple[Layer, ...], checkpoint: Callable[[], None]
    ) -> tuple[Generation, Graph | None]:
        generation_writer.write(path, frozen, self._tuning, checkpoint)
        durable.sync_folder(self._folder)
        fresh = Generation(path, self._tuning)
        return fresh, fresh.open_graph()

    def _discard(self, path: Path, number: int) -> None:
        """Remove an unfinished generation, unless the fault came after it was pointed to: then it is right too."""
        try:
            adopted = space_files.read_current(self._folder).generation == number
        except (OSError, Damaged):
            adopted = True
        if not adopted:
            shutil.rmtree(path, ignore_errors=True)

    def _adopt(self, number: int, fresh: tuple[Generation, Graph | None]) -> None:
        self._current = msgspec.structs.replace(self._current, generation=number)
        space_files.write_current(self._folder, self._current)
        self.generation, graph = fresh
        self.layers.adopt(self.generation.layer)
        if graph is not None:
            self.layers.use_graph(graph)
