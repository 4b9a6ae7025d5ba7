"""Reads a TensorFlow V2 checkpoint with NumPy alone.

A checkpoint is an index, which is a LevelDB table from tensor names to BundleEntryProto messages, and a file of raw
little-endian data. Formats: leveldb's doc/table_format.md, tensorflow/core/protobuf/tensor_bundle.proto.
"""

import struct
from collections.abc import Iterator

import numpy as np

_FOOTER = 48
_TYPES = {1: "<f4", 2: "<f8", 3: "<i4", 9: "<i8"}  # DataType of types.proto
_DTYPE, _SHAPE, _OFFSET, _SIZE = 1, 2, 4, 5  # fields of BundleEntryProto
_DIM, _DIM_SIZE = 2, 1  # TensorShapeProto.dim, Dim.size


def read_checkpoint(index: bytes, data: bytes) -> dict[str, np.ndarray]:
    """All numeric tensors by name."""
    tensors = {}
    for name, message in _table(index):
        entry = _message(message)
        dtype = _TYPES.get(_first(entry, _DTYPE, 0))
        if not name or dtype is None:
            continue
        start, size = _first(entry, _OFFSET, 0), _first(entry, _SIZE, 0)
        tensors[name.decode()] = np.frombuffer(data[start : start + size], dtype).reshape(_shape(entry))
    return tensors


def _shape(entry: dict[int, list]) -> list[int]:
    dimensions = _message(_first(entry, _SHAPE, b"")).get(_DIM, [])
    return [_first(_message(dimension), _DIM_SIZE, 0) for dimension in dimensions]


def _table(index: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every key and value of a LevelDB table: its index block names the data blocks."""
    footer = index[-_FOOTER:]
    position = _varint(footer, _varint(footer, 0)[1])[1]  # past the handle of the meta index
    for _, handle in _block(index, footer, position):
        yield from _block(index, handle, 0)


def _block(index: bytes, handle: bytes, position: int) -> Iterator[tuple[bytes, bytes]]:
    """The entries of the block that the handle at `position` points to; keys share prefixes with those before."""
    start, position = _varint(handle, position)
    size, _ = _varint(handle, position)
    if index[start + size] != 0:
        raise ValueError("the checkpoint's index is compressed")
    block = index[start : start + size]
    restarts = struct.unpack("<I", block[-4:])[0]
    position, key = 0, b""
    while position < len(block) - 4 - 4 * restarts:
        shared, position = _varint(block, position)
        unshared, position = _varint(block, position)
        length, position = _varint(block, position)
        key = key[:shared] + block[position : position + unshared]
        position += unshared + length
        yield key, block[position - length : position]


def _message(data: bytes) -> dict[int, list]:
    """The fields of a protocol buffer by number, undecoded but for integers."""
    fields: dict[int, list] = {}
    position = 0
    while position < len(data):
        tag, position = _varint(data, position)
        wire = tag & 7
        if wire == 0:
            value, position = _varint(data, position)
        else:
            length, position = _varint(data, position) if wire == 2 else ({1: 8, 5: 4}[wire], position)
            value, position = data[position : position + length], position + length
        fields.setdefault(tag >> 3, []).append(value)
    return fields


def _first(fields: dict[int, list], number: int, default: object) -> object:
    return fields.get(number, [default])[0]


def _varint(data: bytes, position: int) -> tuple[int, int]:
    """A base-128 integer and the position behind it."""
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, position
