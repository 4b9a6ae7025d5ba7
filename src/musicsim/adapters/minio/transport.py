"""How requests reach the object store: how long they wait, and what is tried again.

Imported late, with the packages of the extra "s3".
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from ssl import create_default_context
from threading import Event
from types import TracebackType
from typing import Any, Self

from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import ReadTimeoutError

CONNECT = 3.0
READ = 6.0
"""Seconds until somebody answers, and until the next bytes of an answer."""

WRITE = 20.0
"""Seconds until it is said that what was sent is kept: disks may have to do it first."""

_WRITING = frozenset({"POST", "PUT"})


class Patience(Retry):
    """Tries again at once when a kept connection turns out to be closed, but not when an answer does not come.

    A service that hangs would otherwise be waited for several times over.
    """

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """What is left of the patience; the error itself when that is none."""
        if isinstance(error, ReadTimeoutError):
            raise error
        return super().increment(method, url, response, error, _pool, _stacktrace)


class BrokenOff(Exception):  # noqa: N818
    """Nobody wants any more what is being sent."""


_unwanted: ContextVar[Event | None] = ContextVar("_unwanted", default=None)


@contextmanager
def breaking_off(unwanted: Event) -> Iterator[None]:
    """What is sent in here breaks off once `unwanted` is set: BrokenOff, and its connection is closed."""
    token = _unwanted.set(unwanted)
    try:
        yield
    finally:
        _unwanted.reset(token)


class _Body(BytesIO):
    """Goes in small pieces: the time for sending is counted for each of them, and it can end between two."""

    def read(self, size: int | None = -1) -> bytes:
        """As files do."""
        if (unwanted := _unwanted.get()) is not None and unwanted.is_set():
            raise BrokenOff
        return super().read(size)


class Transport(PoolManager):
    """Connections that are kept; as many as are needed at once, of which `kept` stay."""

    def __init__(self, kept: int, *, secure: bool) -> None:
        patience = Patience(
            total=2,
            connect=1,
            redirect=0,
            status_forcelist=(500, 502, 503, 504),
            backoff_factor=0.1,
            respect_retry_after_header=False,  # it may name an hour
            raise_on_status=False,  # the answer says why
        )
        trust = create_default_context() if secure else None  # urllib3 would make one for every connection: 50 ms
        timeout = Timeout(connect=CONNECT, read=READ)
        super().__init__(maxsize=kept, timeout=timeout, retries=patience, ssl_context=trust)

    def urlopen(self, method: str, url: str, *args: Any, **rest: Any) -> BaseHTTPResponse:
        """Send a request."""
        if method in _WRITING:
            rest.setdefault("timeout", Timeout(connect=CONNECT, read=WRITE))
        if isinstance(rest.get("body"), bytes):
            rest["body"] = _Body(rest["body"])
        return super().urlopen(method, url, *args, **rest)
