"""Identities that sort by the time they were made: https://github.com/ulid/spec."""

import os
import secrets
import time
from collections.abc import Callable
from threading import Lock

from ulid import ULID

from musicsim.ports.ids import Ids

_RANDOM_BITS = 80
_ROOM = 2 ** (_RANDOM_BITS - 1)  # a fresh number stays below it, so that counting on from there never runs out


class UlidIds(Ids):
    """ULIDs, 26 characters. Within a process they ascend even when the clock stands still or is set back.

    `milliseconds` tells the time since 1970.
    """

    def __init__(self, milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        self._milliseconds = milliseconds
        self._latest = 0
        self._process = os.getpid()
        self._lock = Lock()

    def new(self) -> str:
        if self._process != os.getpid():
            self._leave_parent()
        with self._lock:
            now = self._milliseconds()
            if now > self._latest >> _RANDOM_BITS:
                self._latest = (now << _RANDOM_BITS) + secrets.randbelow(_ROOM)
            else:
                self._latest += 1 + secrets.randbits(32)
            return str(ULID.from_bytes(self._latest.to_bytes(16, "big")))

    def _leave_parent(self) -> None:
        """A forked child must neither count on from its parent's number nor wait for the parent's threads."""
        self._lock = Lock()
        self._latest += secrets.randbelow(_ROOM)
        self._process = os.getpid()
