"""What settings are made of."""

from typing import Literal

import msgspec

SECRET = {"secret": True}
"""Marks what is never printed, and what can be read from a file."""

VectorIndexKind = Literal["usearch", "qdrant", "milvus", "pgvector", "memory"]


class Bucket(msgspec.Struct, frozen=True):
    """A part of an object store: the keys of the bucket `name` that begin with `prefix` ("" or ending in "/")."""

    name: str
    prefix: str = ""


def bucket_of(place: str) -> Bucket | None:
    """The bucket that `s3://bucket/prefix` names; None for a path."""
    if not place.startswith("s3://"):
        return None
    name, _, prefix = place.removeprefix("s3://").strip("/").partition("/")
    return Bucket(name, f"{prefix}/" if prefix else "")
