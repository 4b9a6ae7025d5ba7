"""Answers that are read as their bytes are wanted."""

import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse


class Body:
    """The bytes of one answer, and the `etag` of the version they are of.

    Whoever waits for a thread may be cancelled and go before that is done. An answer that the thread gets then reaches
    nobody, and its connection is closed for that; one that it reads is closed after that.
    """

    def __init__(self, answer: "BaseHTTPResponse") -> None:
        self._answer = answer
        self._in_use = threading.Lock()
        self._unwanted = False
        self.etag = answer.headers.get("etag", "")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def read(self, size: int) -> bytes:
        """The next bytes, as many unless the end comes first; from one thread at a time, and not after `close`."""
        try:
            with self._in_use:
                return self._answer.read(size)
        finally:
            self._close_if_unwanted()

    def close(self) -> None:
        """Let go of the connection now or, while a thread reads, when that is done; never waits.

        An answer that was read to its end has given it back already, for others to use.
        """
        self._unwanted = True
        self._close_if_unwanted()

    def _close_if_unwanted(self) -> None:
        if self._unwanted and self._in_use.acquire(blocking=False):
            try:
                self._answer.close()
            finally:
                self._in_use.release()
