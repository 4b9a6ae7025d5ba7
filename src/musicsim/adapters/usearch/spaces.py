"""All spaces in a folder: opening, verifying, compacting, switching and dropping them."""

import contextlib
import logging
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from musicsim.adapters.usearch import space_files
from musicsim.adapters.usearch.aliases import Aliases
from musicsim.adapters.usearch.background import Background
from musicsim.adapters.usearch.damage import Damaged
from musicsim.adapters.usearch.folder_lock import FolderLock
from musicsim.adapters.usearch.layer import Matrix
from musicsim.adapters.usearch.layers import Layers
from musicsim.adapters.usearch.space_reader import SpaceReader
from musicsim.adapters.usearch.space_store import Gone, SpaceStore
from musicsim.adapters.usearch.tuning import Tuning
from musicsim.domain.errors import Conflict, Invalid, NotFound, Unavailable
from musicsim.domain.model.vectors import Space, VectorEntry

_log = logging.getLogger(__name__)

SERVICE = "vector index"

_Open = SpaceStore | SpaceReader


class Spaces:
    """Called from many threads; every method may block.

    Whoever comes first writes; others read, and write once the first is gone.
    """

    def __init__(self, folder: Path, tuning: Tuning) -> None:
        self._compacting = Background(self._release_pages, tuning.rest_after)
        self._verifying = Background(lambda: None, tuning.rest_after)
        self._folder = folder
        self._tuning = tuning
        self._ownership = FolderLock(folder)
        self._aliases = Aliases(folder)
        self._own_aliases: Mapping[str, Space] | None = None
        self._lock = threading.RLock()
        self._opened: dict[str, _Open] = {}
        self._tried = False

    def layers(self, space: Space) -> Layers | None:
        """What a space holds now, None if it does not exist. Invalid when it has another dimension."""
        found = self._find(space.name)
        if found is None:
            return None
        _check_dimension(found.layers, space)
        if found.generation is not None:
            self._compacting.note_search()
        return found.layers

    def count(self, space: Space) -> int | None:
        """How many entries; None as long as files are being verified, so that damage does not pass for entries."""
        while (found := self._find(space.name)) is not None:
            if not found.verified.is_set():
                return None
            if self._find(space.name) is found:
                return found.layers.count()
        return 0

    def put(self, space: Space, entries: Sequence[VectorEntry], vectors: Matrix) -> None:
        """Insert or replace entries with distinct places."""

        def write(store: SpaceStore) -> None:
            _check_dimension(store.layers, space)
            store.put(entries, vectors)

        self._change(space, write, create=True)

    def drop(self, space: Space, ids: Collection[str]) -> None:
        """Remove all parts of some ids."""
        self._change(space, lambda store: store.drop(ids), create=False)

    def all(self) -> list[Space]:
        """The spaces that there are, by name."""
        found = {name: self._find(name) for name in space_files.names(self._folder)}
        return [Space(name, one.layers.dimension) for name, one in sorted(found.items()) if one is not None]

    def create(self, space: Space) -> None:
        """Make a space, unless there is one of that name and dimension."""
        self._change(space, lambda store: _check_dimension(store.layers, space), create=True)

    def remove(self, space: Space) -> None:
        """Remove a space. Conflict while an alias leads to it."""
        with self._lock:
            self._become_writer()
            if space.name in {one.name for one in self.aliases().values()}:
                raise Conflict(f"The space {space.name!r} answers: an alias leads to it.")
            store = self._find(space.name)
            if isinstance(store, SpaceStore):
                store.leave(space_files.remove)
                del self._opened[space.name]

    def switch(self, alias: str, space: Space) -> None:
        """Let an alias lead to a space that exists."""
        with self._lock:
            self._become_writer()
            found = self._find(space.name)
            if found is None:
                raise NotFound.of("space", space.name)
            _check_dimension(found.layers, space)
            aliases = {**self._read_aliases(), alias: space}
            self._own_aliases = None  # should writing fail, what counts is what the file says then
            self._aliases.write(aliases)
            self._own_aliases = aliases

    def aliases(self) -> Mapping[str, Space]:
        """Where aliases lead now."""
        with self._lock:
            self._try_to_own()
            told = self._read_aliases()
            if self._ownership.held:  # nobody else writes
                self._own_aliases = told
            return told

    @property
    def own_aliases(self) -> Mapping[str, Space] | None:
        """The same without a look at any file; None when that is necessary."""
        return self._own_aliases

    def settle(self) -> None:
        """Wait for what goes on in the background."""
        self._verifying.settle()
        self._compacting.settle()

    def close(self) -> None:
        """Give everything back."""
        self._compacting.close()
        self._verifying.close()
        with self._lock:
            self._forget_all()
            self._own_aliases = None
            self._ownership.release()

    def _change(self, space: Space, change: Callable[[SpaceStore], None], *, create: bool) -> None:
        while True:
            with self._lock:
                self._become_writer()
                store = self._find(space.name) or (self._create(space) if create else None)
            if not isinstance(store, SpaceStore):
                return
            try:
                change(store)
            except Gone:
                continue
            self._compact_soon(store)
            return

    def _become_writer(self) -> None:
        if self._ownership.held:
            return
        if not self._ownership.acquire():
            advice = "End it, or let it do the work."
            raise Unavailable(SERVICE, f"Another process holds the vector index in {self._folder}. {advice}")
        self._forget_all()

    def _forget_all(self) -> None:
        for store in self._opened.values():
            store.close()
            store.verified.set()
        self._opened.clear()

    def _try_to_own(self) -> None:
        if not self._tried:
            self._tried = True
            with contextlib.suppress(OSError):  # a folder that may only be read can still be searched
                self._ownership.acquire()

    def _find(self, name: str) -> _Open | None:
        with self._lock:
            self._try_to_own()
            found = self._opened.get(name)
            if isinstance(found, SpaceReader) and not found.refresh():
                del self._opened[name]
                found.verified.set()
                found = None
            return found or self._open(name)

    def _read_aliases(self) -> Mapping[str, Space]:
        try:
            return self._aliases.read()
        except Damaged as fault:
            if not self._ownership.held:
                raise Unavailable(SERVICE, _damaged(self._folder, fault)) from fault
            self._aliases.set_aside(fault)
            return {}

    def _path(self, name: str) -> Path:
        return self._folder / space_files.folder_name(name)

    def _create(self, space: Space) -> _Open | None:
        space_files.create(self._path(space.name), space)
        return self._open(space.name)

    def _open(self, name: str) -> _Open | None:
        path = self._path(name)
        if not path.is_dir():
            return None
        try:
            opened = (SpaceStore if self._ownership.held else SpaceReader)(path, self._tuning)
        except Damaged as fault:
            self._set_aside(path, fault)
            return None
        except FileNotFoundError:
            if path.is_dir():
                raise
            return None  # cleared by its writer this moment
        try:
            self._verify_soon(name, opened)
        except Damaged as fault:
            opened.close()
            self._set_aside(path, fault)
            return None
        self._opened[name] = opened
        if isinstance(opened, SpaceStore):
            self._compact_soon(opened)
        return opened

    def _verify_soon(self, name: str, opened: _Open) -> None:
        generation = opened.generation
        if generation is None:
            opened.verified.set()
        elif generation.size <= self._tuning.verify_inline:
            self._verify(opened)
        else:
            self._verifying.submit(lambda: self._verify_behind(name, opened))

    def _verify(self, opened: _Open) -> None:
        if (generation := opened.generation) is not None:
            graph = generation.verify(self._verifying.checkpoint)
            if graph is not None:
                opened.use_graph(generation, graph)
        opened.verified.set()

    def _verify_behind(self, name: str, opened: _Open) -> None:
        try:
            self._verify(opened)
        except (Damaged, FileNotFoundError) as fault:
            with self._lock:
                if self._opened.get(name) is opened:
                    self._give_up(name, opened, fault)
        finally:
            opened.verified.set()

    def _give_up(self, name: str, opened: _Open, fault: Exception) -> None:
        if isinstance(opened, SpaceStore):
            opened.leave(lambda path: self._set_aside(path, fault))
        del self._opened[name]

    def _set_aside(self, path: Path, fault: Exception) -> None:
        if not self._ownership.held:
            raise Unavailable(SERVICE, _damaged(path, fault)) from fault
        kept = space_files.set_aside(path)
        _log.warning(
            "The vector index in %s was damaged (%s). Its files are now %s; it starts empty.", path, fault, kept
        )

    def _release_pages(self) -> None:
        """Give back the memory that searches left behind; they can go on meanwhile."""
        for found in list(self._opened.values()):
            if found.generation is not None:
                found.generation.release_pages()

    def _compact_soon(self, store: SpaceStore) -> None:
        if store.wants_compaction:
            self._compacting.submit(lambda: self._compact(store))

    def _compact(self, store: SpaceStore) -> None:
        if not store.wants_compaction:
            return
        try:
            store.compact(self._compacting.checkpoint)
        except Gone:
            pass
        except OSError as fault:
            _log.warning("The vector index could not tidy up its files: %s. Nothing is lost.", fault)


def _damaged(path: Path, fault: Exception) -> str:
    return f"The vector index in {path} is damaged ({fault}); the process that holds it mends that on a restart."


def _check_dimension(layers: Layers, space: Space) -> None:
    if layers.dimension != space.dimension:
        raise Invalid(f"{space.name!r} has {layers.dimension} dimensions, not {space.dimension}.", "vector")
