"""What a worker process may be made to do. Imports nothing heavy, as the worker itself."""

import os
import resource
import signal
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True)
class State:
    pid: int
    modules: frozenset[str]
    data_limit: int
    resident_mb: float
    threads: dict[str, str]


def state() -> State:
    """How the process that answers is confined."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return State(
        pid=os.getpid(),
        modules=frozenset(name.split(".")[0] for name in sys.modules),
        data_limit=resource.getrlimit(resource.RLIMIT_DATA)[0],
        resident_mb=int(peak.split()[1]) / 1024,
        threads={name: os.environ.get(name, "") for name in names},
    )


def answer() -> int:
    return 42


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(60)


def take_memory(mebibytes: int) -> int:
    return len(bytearray(mebibytes * MIB))


def raise_strange() -> None:
    raise _StrangeError(lambda: None)


class _StrangeError(Exception):
    """Cannot be pickled."""


def wav_header(channels: int, rate: int, data_bytes: int) -> bytes:
    """The header of a WAV file of 16 bits that claims `data_bytes` of samples."""
    align = channels * 2
    fmt = struct.pack("<HHIIHH", 1, channels, rate, rate * align, align, 16)
    riff = min(data_bytes + 36, 0xFFFFFFFF)
    return b"RIFF" + struct.pack("<I", riff) + b"WAVEfmt \x10\0\0\0" + fmt + b"data" + struct.pack("<I", data_bytes)
