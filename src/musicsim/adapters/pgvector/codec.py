"""Vectors as pgvector sends and receives them: two 16-bit numbers (dimension, zero), then 32-bit floats, big endian."""

import struct

import numpy as np

from musicsim.domain.model.analysis import Vector

_HEAD = struct.Struct(">HH")


def encode(vector: Vector) -> bytes:
    """The wire's bytes of a vector, shape (dimension,)."""
    return _HEAD.pack(len(vector), 0) + vector.astype(">f4").tobytes()


def decode(data: bytes) -> Vector:
    """The vector that the wire's bytes stand for, float32."""
    return np.frombuffer(data, ">f4", offset=_HEAD.size).astype(np.float32)
