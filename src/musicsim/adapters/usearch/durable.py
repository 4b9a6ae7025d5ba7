"""Files that survive a crash: what these functions wrote is on the disk when they return."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from musicsim.adapters.usearch.damage import Damaged

_CHUNK = 2**20


def sync_folder(folder: Path) -> None:
    """Make names added to or removed from a folder last."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the content that others wrote last."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync(file: BinaryIO) -> None:
    """Make what was written to an open file last."""
    file.flush()
    os.fsync(file.fileno())


def write(path: Path, data: bytes) -> None:
    """Write a new file; its name lasts only once the folder is synced."""
    with path.open("wb") as file:
        file.write(data)
        sync(file)


def replace_sealed(path: Path, payload: bytes) -> None:
    """Replace a small file at once, with its checksum before it."""
    beside = path.with_name(path.name + ".new")
    write(beside, b"%08x\n" % zlib.crc32(payload) + payload)
    beside.replace(path)
    sync_folder(path.parent)


def read_sealed(path: Path) -> bytes:
    """What `replace_sealed` wrote; Damaged when it is something else."""
    head, _, payload = path.read_bytes().partition(b"\n")
    if head != b"%08x" % zlib.crc32(payload):
        raise Damaged(f"{path.name} does not fit its checksum")
    return payload


def checksum(path: Path, checkpoint: Callable[[], None] = lambda: None) -> int:
    """CRC-32 of a whole file, read without keeping it in memory; `checkpoint` may raise to stop."""
    sofar = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checkpoint()
            sofar = zlib.crc32(chunk, sofar)
    return sofar
