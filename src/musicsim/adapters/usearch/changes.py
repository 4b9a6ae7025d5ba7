"""What the journal tells: changes, as bytes."""

from collections.abc import Collection, Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from musicsim.adapters.usearch.damage import Damaged
from musicsim.domain.model.vectors import Attributes, VectorEntry

_PART = 2_048

_Row = tuple[str, str, str, float | None, float | None, str, float | None]


class Put(msgspec.Struct, array_like=True, tag="put", frozen=True):
    """Entries with distinct ids; `vectors` are their unit vectors, one behind the other, little-endian float32."""

    ids: list[str]
    vectors: bytes
    attributes: list[_Row]

    def matrix(self, dimension: int) -> npt.NDArray[np.float32]:
        return np.frombuffer(self.vectors, "<f4").reshape(len(self.ids), dimension).astype(np.float32, copy=False)

    def entries(self, dimension: int) -> list[VectorEntry]:
        rows = zip(self.ids, self.matrix(dimension), self.attributes, strict=True)
        return [VectorEntry(one, vector, _attributes(row)) for one, vector, row in rows]


class Drop(msgspec.Struct, array_like=True, tag="drop", frozen=True):
    """Ids to remove."""

    ids: list[str]


Change = Put | Drop

_decoder: msgspec.msgpack.Decoder[Change] = msgspec.msgpack.Decoder(Change)


def puts(entries: Sequence[VectorEntry], vectors: npt.NDArray[np.float32]) -> Iterator[Put]:
    """Entries and their unit vectors, in parts of moderate size."""
    for start in range(0, len(entries), _PART):
        some = entries[start : start + _PART]
        rows = vectors[start : start + _PART].astype("<f4", copy=False).tobytes()
        yield Put([entry.id for entry in some], rows, [_row(entry.attributes) for entry in some])


def drops(ids: Collection[str]) -> Drop:
    """A change that removes; ids that no store could hold are left out."""
    return Drop(sorted(one for one in ids if _encodable(one)))


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
    return of.artist, of.album, of.genre, year, of.bpm, of.key, of.duration


def _attributes(row: _Row) -> Attributes:
    artist, album, genre, year, bpm, key, duration = row
    known = None if year is None else int(year)
    return Attributes(artist=artist, album=album, genre=genre, year=known, bpm=bpm, key=key, duration=duration)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
