"""An append-only file of records that survive a crash once `append` has returned.

A header of 16 bytes (magic, number, CRC-32 of both), then records: length and CRC-32 of the payload (little-endian,
four bytes each), payload.
"""

import os
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from musicsim.adapters.usearch import durable
from musicsim.adapters.usearch.damage import Damaged

_MAGIC = b"MSIMJNL1"
_HEADER = struct.Struct("<8sII")
_RECORD = struct.Struct("<II")


def path_of(folder: Path, number: int) -> Path:
    """Where journal `number` lies."""
    return folder / f"journal-{number:08}"


def create(path: Path, number: int) -> None:
    """A new, empty journal, whole or not there; its name lasts only once the folder is synced."""
    beside = path.with_name(path.name + ".new")
    durable.write(beside, _header(number))
    beside.replace(path)


@dataclass(frozen=True)
class Reading:
    """Complete records, where they end, and whether something incomplete follows, as a crash leaves it."""

    payloads: list[bytes]
    end: int
    torn: bool


def read(path: Path, number: int, start: int = 0) -> Reading:
    """The records from offset `start` on, 0 for the first.

    Raises:
        Damaged: when the header or a record that others follow is not what was written.
    """
    with path.open("rb") as file:
        if file.read(_HEADER.size) != _header(number):
            raise Damaged(f"{path.name} does not begin as a journal does")
        file.seek(max(start, _HEADER.size))
        return _read_records(file, path)


def _read_records(file: BinaryIO, path: Path) -> Reading:
    payloads: list[bytes] = []
    size = os.fstat(file.fileno()).st_size
    end = file.tell()
    while end + _RECORD.size <= size:
        length, expected = _RECORD.unpack(file.read(_RECORD.size))
        after = end + _RECORD.size + length
        payload = file.read(length) if after <= size else b""
        if not length or after > size or zlib.crc32(payload) != expected:
            _check_torn(file, after, size, path)
            break
        payloads.append(payload)
        end = after
    return Reading(payloads, end, end != size)


def _check_torn(file: BinaryIO, after: int, size: int, path: Path) -> None:
    """A record that reaches the end, or zeros up to it, is what a crash leaves; anything else is damage."""
    if after < size and file.read().strip(b"\0"):
        raise Damaged(f"{path.name} holds a record that does not fit its checksum")


def _header(number: int) -> bytes:
    head = _MAGIC + number.to_bytes(4, "little")
    return head + zlib.crc32(head).to_bytes(4, "little")


class JournalWriter:
    """Appends to a journal that was read to its end."""

    def __init__(self, path: Path, end: int) -> None:
        self._file = path.open("r+b", buffering=0)
        self._file.truncate(end)
        self._file.seek(end)
        self._end = end

    def append(self, payloads: Iterable[bytes]) -> None:
        """Write records and sync once. OSError when that failed; then none of them is kept."""
        try:
            for payload in payloads:
                self._write(_RECORD.pack(len(payload), zlib.crc32(payload)) + payload)
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(self._end)
            self._file.seek(self._end)
            raise
        self._end = self._file.tell()

    def close(self) -> None:
        self._file.close()

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]
