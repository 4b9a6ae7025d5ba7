"""What the journal tells: changes, as bytes."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch.damage import Damaged
from musicsim.adapters.usearch.keys import key_of, place_of
from musicsim.domain.model.vectors import Attributes, VectorEntry

_AT_ONCE = 2_048

_Row = tuple[str, str, float | None, float | None, str, float | None, str, list[str], list[str]]


class Put(msgspec.Struct, array_like=True, tag="put", frozen=True):
    """Entries with distinct keys; `vectors` are their unit vectors, one behind the other, little-endian float32."""

    keys: list[str]
    vectors: bytes
    attributes: list[_Row]

    def matrix(self, dimension: int) -> npt.NDArray[np.float32]:
        return np.frombuffer(self.vectors, "<f4").reshape(len(self.keys), dimension).astype(np.float32, copy=False)

    def entries(self, dimension: int) -> list[VectorEntry]:
        rows = zip(map(place_of, self.keys), self.matrix(dimension), self.attributes, strict=True)
        return [VectorEntry(entry_id, vector, _attributes(row), part) for (entry_id, part), vector, row in rows]


class Drop(msgspec.Struct, array_like=True, tag="drop", frozen=True):
    """Keys to remove."""

    keys: list[str]


Change = Put | Drop

_decoder: msgspec.msgpack.Decoder[Change] = msgspec.msgpack.Decoder(Change)


def puts(entries: Sequence[VectorEntry], vectors: npt.NDArray[np.float32]) -> Iterator[Put]:
    """Entries and their unit vectors, in pieces of moderate size."""
    for start in range(0, len(entries), _AT_ONCE):
        some = entries[start : start + _AT_ONCE]
        rows = vectors[start : start + _AT_ONCE].astype("<f4", copy=False).tobytes()
        yield Put([key_of(entry.place) for entry in some], rows, [_row(entry.attributes) for entry in some])


def encode(change: Change) -> bytes:
    """A record's payload."""
    return msgspec.msgpack.encode(change)


def decode(payload: bytes, dimension: int) -> Change:
    """What `encode` made; Damaged when it is something else."""
    try:
        change = _decoder.decode(payload)
        if isinstance(change, Put):
            change.matrix(dimension)
    except (msgspec.DecodeError, ValueError) as fault:
        raise Damaged(f"a record of the journal cannot be understood: {fault}") from fault
    return change


def _row(of: Attributes) -> _Row:
    year = None if of.year is None else float(of.year)
    sets = sorted(of.genres), sorted(of.moods)
    return of.artist, of.album, year, of.bpm, of.key, of.duration, of.folder, *sets


def _attributes(row: _Row) -> Attributes:
    artist, album, year, bpm, key, duration, folder, genres, moods = row
    return Attributes(
        artist=artist,
        album=album,
        genres=frozenset(genres),
        year=None if year is None else int(year),
        bpm=bpm,
        key=key,
        duration=duration,
        moods=frozenset(moods),
        folder=folder,
    )
