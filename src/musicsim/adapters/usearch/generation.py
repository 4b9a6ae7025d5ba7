"""An immutable generation of files, opened by mapping.

A folder with `manifest` (sealed JSON), `rows` (columns of ids and attributes, one behind the other), `vectors`
(float32, unit rows, in ascending order of key) and, when it pays, `graph`. Opening checks sizes and the checksum of
`rows`, which is small; `verify` checks `vectors` and `graph`, which it reads whole.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch import durable
from musicsim.adapters.usearch.columns import NUMBERS, SETS, TEXTS, Columns, Pairs
from musicsim.adapters.usearch.damage import Damaged
from musicsim.adapters.usearch.graph import Graph
from musicsim.adapters.usearch.identifiers import SortedIdentifiers
from musicsim.adapters.usearch.layer import Layer
from musicsim.adapters.usearch.mapped import MappedFile
from musicsim.adapters.usearch.texts import SortedTexts
from musicsim.adapters.usearch.tuning import Tuning

FORMAT = 2

Bytes = npt.NDArray[np.uint8]


class Section(msgspec.Struct, frozen=True):
    """A column in `rows`: where it starts, in bytes, and its values."""

    start: int
    dtype: str
    count: int


class FileFacts(msgspec.Struct, frozen=True):
    """What a file must be like."""

    size: int
    crc32: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What belongs to a generation."""

    format: int
    dimension: int
    rows: int
    has_parts: bool = False
    sections: dict[str, Section]
    files: dict[str, FileFacts]


def path_of(folder: Path, number: int) -> Path:
    """Where generation `number` lies."""
    return folder / f"generation-{number:08}"


class Generation:
    """An open generation. Damaged when it is not what was written."""

    def __init__(self, path: Path, tuning: Tuning) -> None:
        self._path = path
        self._tuning = tuning
        self.manifest = _read_manifest(path)
        for name, facts in self.manifest.files.items():
            if not (path / name).is_file() or (path / name).stat().st_size != facts.size:
                raise Damaged(f"{name} is missing or has not its size")
        self._check("rows", lambda: None)
        self._files = [MappedFile(path / "vectors"), MappedFile(path / "rows")]
        self.layer = self._layer(*(file.bytes for file in self._files))

    @property
    def size(self) -> int:
        """Bytes that `verify` reads."""
        return sum(facts.size for name, facts in self.manifest.files.items() if name != "rows")

    def verify(self, checkpoint: Callable[[], None]) -> Graph | None:
        """Check what opening did not, then open the graph: a damaged one could take the process down.

        `checkpoint` is called now and then and may raise to stop.
        """
        for name in self.manifest.files:
            if name != "rows":
                self._check(name, checkpoint)
        return self.open_graph()

    def open_graph(self) -> Graph | None:
        """The graph, if this generation has one, without a look at its checksum."""
        if "graph" not in self.manifest.files:
            return None
        file = MappedFile(self._path / "graph")
        self._files.append(file)
        return Graph(file, self.manifest.dimension, self.manifest.rows, self._tuning)

    def release_pages(self) -> None:
        """Give back the memory that searches left behind."""
        for file in self._files:
            file.release_pages()

    def _check(self, name: str, checkpoint: Callable[[], None]) -> None:
        if durable.checksum(self._path / name, checkpoint) != self.manifest.files[name].crc32:
            raise Damaged(f"{name} does not fit its checksum")

    def _layer(self, vectors: Bytes, rows: Bytes) -> Layer:
        about = self.manifest
        matrix = vectors.view("<f4").reshape(about.rows, about.dimension)
        columns = {
            name: rows[one.start : one.start + one.count * np.dtype(one.dtype).itemsize].view(one.dtype)
            for name, one in about.sections.items()
        }
        attributes = Columns(
            {name: columns[name] for name in NUMBERS},
            {name: columns[name] for name in TEXTS},
            {name: Pairs(columns[f"{name}.rows"], columns[name]) for name in SETS},
            {name: SortedTexts(columns[f"{name}.ends"], columns[f"{name}.letters"]) for name in (*TEXTS, *SETS)},
        )
        ids = SortedIdentifiers(columns["id"], has_parts=about.has_parts)
        return Layer(matrix, ids, attributes, np.ones(about.rows, np.bool_))


def _read_manifest(path: Path) -> Manifest:
    try:
        manifest = msgspec.json.decode(durable.read_sealed(path / "manifest"), type=Manifest)
    except (FileNotFoundError, msgspec.DecodeError) as fault:
        raise Damaged(f"the manifest of {path.name} cannot be read: {fault}") from fault
    if manifest.format != FORMAT:
        raise Damaged(f"{path.name} has format {manifest.format}, not {FORMAT}")
    return manifest
