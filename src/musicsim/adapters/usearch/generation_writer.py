"""Writing a generation out of layers."""

import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch import durable, graph
from musicsim.adapters.usearch.columns import NUMBERS, SETS, TEXTS
from musicsim.adapters.usearch.generation import FORMAT, FileFacts, Manifest, Section
from musicsim.adapters.usearch.layer import Layer, Matrix
from musicsim.adapters.usearch.mapped import MappedFile
from musicsim.adapters.usearch.texts import Int32s, merged, sorted_columns
from musicsim.adapters.usearch.tuning import Tuning

_BLOCK = 8_192
_ALIGNMENT = 64

Checkpoint = Callable[[], None]
Column = npt.NDArray[np.generic]


def write(path: Path, layers: Sequence[Layer], tuning: Tuning, checkpoint: Checkpoint) -> None:
    """Write what is alive in `layers` to the new folder `path`; `checkpoint` may raise to stop.

    On return the folder's content lasts; its name does once the folder above is synced.
    """
    path.mkdir()
    merge = _Merge(layers)
    dimension = layers[0].vectors.shape[1]
    sections, rows = _write_rows(path / "rows", merge)
    files = {"rows": rows, "vectors": _write_vectors(path / "vectors", merge.vectors(dimension), checkpoint)}
    if len(merge) > tuning.exact_limit:
        vectors = MappedFile(path / "vectors").bytes.view("<f4").reshape(len(merge), dimension)
        graph.build(path / "graph", vectors, tuning, checkpoint)
        durable.sync_file(path / "graph")
        files["graph"] = FileFacts((path / "graph").stat().st_size, durable.checksum(path / "graph"))
    manifest = Manifest(
        format=FORMAT,
        dimension=dimension,
        rows=len(merge),
        has_parts=any(layer.ids.has_parts for layer in layers),
        sections=sections,
        files=files,
    )
    durable.replace_sealed(path / "manifest", msgspec.json.encode(manifest))


class _Merge:
    """The living rows of all layers in ascending order of key. No key lives in two layers."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers
        self._rows = [np.flatnonzero(layer.alive) for layer in layers]
        ids = [layer.ids.encoded(rows) for layer, rows in zip(layers, self._rows, strict=True)]
        together = np.concatenate(ids)
        self._order = np.argsort(together, kind="stable")
        self.ids = together[self._order]
        self._sources = np.repeat(np.arange(len(layers)), [len(rows) for rows in self._rows])[self._order]
        self._places = np.concatenate(self._rows)[self._order]

    def __len__(self) -> int:
        return len(self._order)

    def columns(self) -> Iterator[tuple[str, Column]]:
        """Everything but the vectors."""
        yield "id", self.ids
        for name in NUMBERS:
            yield name, self._ordered([layer.columns.numbers[name] for layer in self._layers])
        for name in TEXTS:
            codes = [layer.columns.codes[name][rows] for layer, rows in zip(self._layers, self._rows, strict=True)]
            recoded = yield from self._table(name, codes)
            yield name, recoded[self._order]
        for name in SETS:
            rows, codes = self._pairs(name)
            order = np.argsort(rows, kind="stable")
            recoded = yield from self._table(name, codes)
            yield from ((f"{name}.rows", rows[order]), (name, recoded[order]))

    def _table(self, name: str, codes: list[Int32s]) -> Generator[tuple[str, Column], None, Int32s]:
        """One table of the texts that the layers' codes stand for, as columns; the codes in it, all layers'."""
        texts, recoded = merged(
            [(layer.columns.tables[name], one) for layer, one in zip(self._layers, codes, strict=True)]
        )
        ends, letters = sorted_columns(texts)
        yield from ((f"{name}.ends", ends), (f"{name}.letters", letters))
        return np.concatenate(recoded)

    def _pairs(self, name: str) -> tuple[Int32s, list[Int32s]]:
        """The new rows of a set's texts, all layers' together, and each layer's codes."""
        places = np.empty(len(self), np.int32)
        places[self._order] = np.arange(len(self), dtype=np.int32)
        found, codes, start = [], [], 0
        for layer, living in zip(self._layers, self._rows, strict=True):
            new = np.full(len(layer.alive), -1, np.int32)
            new[living] = places[start : start + len(living)]
            start += len(living)
            pairs = layer.columns.sets[name]
            rows = new[pairs.rows]
            found.append(rows[rows >= 0])
            codes.append(pairs.codes[rows >= 0])
        return np.concatenate(found), codes

    def vectors(self, dimension: int) -> Iterator[Matrix]:
        """Blocks of rows."""
        for start in range(0, len(self), _BLOCK):
            sources, places = self._sources[start : start + _BLOCK], self._places[start : start + _BLOCK]
            block = np.empty((len(places), dimension), "<f4")
            for number, layer in enumerate(self._layers):
                block[sources == number] = layer.vectors[places[sources == number]]
            yield block

    def _ordered(self, columns: Sequence[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
        living = [column[rows] for column, rows in zip(columns, self._rows, strict=True)]
        return np.concatenate(living)[self._order]


def _write_rows(path: Path, merge: _Merge) -> tuple[dict[str, Section], FileFacts]:
    sections: dict[str, Section] = {}
    with path.open("wb") as file:
        checked = _Checked(file)
        for name, column in merge.columns():
            checked.write(b"\0" * (-checked.size % _ALIGNMENT))
            sections[name] = Section(checked.size, column.dtype.str, len(column))
            checked.write(np.ascontiguousarray(column).tobytes())
        return sections, checked.finish()


def _write_vectors(path: Path, blocks: Iterator[Matrix], checkpoint: Checkpoint) -> FileFacts:
    with path.open("wb") as file:
        checked = _Checked(file)
        for block in blocks:
            checkpoint()
            checked.write(block.tobytes())
        return checked.finish()


class _Checked:
    """Counts and sums up what goes into a file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._crc32 = 0
        self.size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._crc32 = zlib.crc32(data, self._crc32)
        self.size += len(data)

    def finish(self) -> FileFacts:
        durable.sync(self._file)
        return FileFacts(self.size, self._crc32)
