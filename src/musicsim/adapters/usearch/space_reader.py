"""One space that another process writes to."""

import threading
from pathlib import Path

from musicsim.adapters.usearch import space_files
from musicsim.adapters.usearch.damage import Damaged
from musicsim.adapters.usearch.generation import Generation
from musicsim.adapters.usearch.graph import Graph
from musicsim.adapters.usearch.layers import Layers
from musicsim.adapters.usearch.space_files import Opened
from musicsim.adapters.usearch.tuning import Tuning

_ATTEMPTS = 5


class SpaceReader:
    """Shows what is on disk; `refresh` brings in what came since."""

    def __init__(self, folder: Path, tuning: Tuning) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._pointer, self._opened = _read(folder, tuning)
        self.verified = threading.Event()

    @property
    def layers(self) -> Layers:
        return self._opened.layers

    @property
    def generation(self) -> Generation | None:
        return self._opened.generation

    def refresh(self) -> bool:
        """Bring in what the journals tell by now; False when the space has to be opened anew."""
        with self._lock:
            try:
                if _identity(self._folder) != self._pointer:
                    return False
                space_files.catch_up(self._folder, self._opened)
            except (FileNotFoundError, Damaged):
                return False
            return True

    def use_graph(self, verified: Generation, graph: Graph) -> None:
        """Search the generation by its graph."""
        with self._lock:
            if self._opened.generation is verified:
                self._opened.layers.use_graph(graph)

    def close(self) -> None:
        """Nothing to give back: maps go with the last search."""


def _read(folder: Path, tuning: Tuning) -> tuple[tuple[int, int], Opened]:
    """Files may vanish while they are opened, when the writer has just replaced them: then look again."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return _identity(folder), space_files.read(folder, tuning)
        except (FileNotFoundError, Damaged):
            continue
    return _identity(folder), space_files.read(folder, tuning)


def _identity(folder: Path) -> tuple[int, int]:
    """Changes whenever `current` is replaced."""
    facts = (folder / "current").stat()
    return facts.st_ino, facts.st_mtime_ns
