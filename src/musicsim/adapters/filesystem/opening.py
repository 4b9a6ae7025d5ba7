"""Opening files so that nothing hangs and every failure has a reason."""

import errno
import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

from musicsim.domain.model.failure import Failure, FailureReason, UnreadableAudio

T = TypeVar("T")

_REASONS = {
    errno.ENOENT: FailureReason.VANISHED,
    errno.ENOTDIR: FailureReason.VANISHED,
    errno.ELOOP: FailureReason.LOOP,
}


def failure_of(error: OSError) -> Failure:
    """What the system's error means for a track; all but "gone" and "loop" is "unreadable"."""
    reason = _REASONS.get(error.errno or 0, FailureReason.UNREADABLE)
    return Failure(reason, error.strerror or str(error))


@contextmanager
def explained() -> Iterator[None]:
    """Raise UnreadableAudio in place of OSError."""
    try:
        yield
    except OSError as error:
        failure = failure_of(error)
        raise UnreadableAudio(failure.reason, failure.detail) from error


class OpenFile:
    """A file that is open.

    Whoever waits for a thread may be cancelled and go before that is done. A file that the thread opens then reaches
    nobody, and is closed for that; one that it uses is closed after that, as its number could be another's at once.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._in_use = threading.Lock()
        self._unwanted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def use(self, work: Callable[[int], T]) -> T:
        """What `work` does with its descriptor; called from one thread at a time, and not after `close`."""
        try:
            with self._in_use:
                return work(self.descriptor)
        finally:
            self._close_if_unwanted()

    def read(self, size: int, start: int) -> bytes:
        """At most `size` bytes from `start` on."""
        return self.use(lambda descriptor: os.pread(descriptor, size, start))

    def close(self) -> None:
        """Close it now or, while a thread reads, when that is done; never waits."""
        self._unwanted = True
        self._close_if_unwanted()

    def _close_if_unwanted(self) -> None:
        if self._unwanted and self._in_use.acquire(blocking=False):
            try:
                if self.descriptor >= 0:
                    os.close(self.descriptor)
                    self.descriptor = -1
            finally:
                self._in_use.release()


def open_regular(path: str) -> OpenFile:
    """A regular file, open for reading; UnreadableAudio when there is none or the system refuses.

    Opening a fifo without O_NONBLOCK would wait for a writer for ever; asking what `path` is before opening it would
    leave time to exchange it.
    """
    with explained():
        file = OpenFile(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    if stat.S_ISREG(os.fstat(file.descriptor).st_mode):
        return file
    file.close()
    raise UnreadableAudio(FailureReason.VANISHED, "It is not a file.")
