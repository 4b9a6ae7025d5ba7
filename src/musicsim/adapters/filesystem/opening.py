"""Opening files so that nothing hangs and every failure has a reason."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from musicsim.domain.model.failure import Failure, FailureReason, UnreadableAudio

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


def open_regular(path: str) -> int:
    """A descriptor of a regular file, for reading; UnreadableAudio when there is none or the system refuses.

    Opening a fifo without O_NONBLOCK would wait for a writer for ever; asking what `path` is before opening it would
    leave time to exchange it.
    """
    with explained():
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise UnreadableAudio(FailureReason.VANISHED, "It is not a file.")
