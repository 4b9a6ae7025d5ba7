"""What the engine raises, in the domain's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from musicsim.domain.errors import Unavailable

SERVICE = "vector index"

_DEFECT = "PanicException"
_HELD = "WouldBlock"  # in the message, when another process holds a shard's log


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Whatever the engine or the system raises inside becomes Unavailable.

    The engine raises plain Exceptions, and a class of its own, which is none, where it met a defect of its own.
    """
    try:
        yield
    except OSError as fault:
        message = f"The vector index in {folder} cannot be used: {fault.strerror or fault}."
        raise Unavailable(SERVICE, message) from fault
    except BaseException as fault:
        if type(fault) is not Exception and type(fault).__name__ != _DEFECT:
            raise
        raise Unavailable(SERVICE, f"The vector index in {folder} cannot be used: {_reason(fault)}") from fault


def _reason(fault: BaseException) -> str:
    if _HELD in str(fault):
        return "another process holds it. End that, or let it do the work."
    said = next(iter(str(fault).splitlines()), type(fault).__name__).rstrip(".")
    return f"{said}. If it is damaged, remove that folder: it is filled anew from the rows."
