"""Passwords hashed by argon2id (RFC 9106)."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

import argon2
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from musicsim.domain.errors import Unavailable
from musicsim.ports.password_hasher import PasswordHasher

T = TypeVar("T")

MEMORY_KIB, PASSES = 19_456, 2
"""The first choice of OWASP's Password Storage Cheat Sheet; some 20 ms on a desktop, 150 ms on a Raspberry Pi 4."""

_WAITING = 64  # more would wait for seconds, each with its client


class Argon2PasswordHasher(PasswordHasher):
    """Hashes in threads, one a core: each hash takes a core and `memory_kib` for as long as it takes."""

    def __init__(self, memory_kib: int = MEMORY_KIB, passes: int = PASSES, waiting: int = _WAITING) -> None:
        self._argon2 = argon2.PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._threads = ThreadPoolExecutor(len(os.sched_getaffinity(0)), "argon2")
        self._places = BoundedSemaphore(waiting)

    async def hash(self, password: str) -> str:
        return await self._run(lambda: self._argon2.hash(_bytes(password)))

    async def verify(self, password: str, hashed: str | None) -> bool:
        return await self._run(lambda: self._verify(password, hashed))

    def is_outdated(self, hashed: str) -> bool:
        try:
            return self._argon2.check_needs_rehash(hashed)
        except InvalidHashError:
            return True

    def close(self) -> None:
        """Give up what waits, and end the threads."""
        self._threads.shutdown(cancel_futures=True)

    def _verify(self, password: str, hashed: str | None) -> bool:
        if hashed is not None:
            try:
                return self._argon2.verify(hashed, _bytes(password))
            except VerifyMismatchError:
                return False
            except (InvalidHashError, VerificationError):
                pass
        self._argon2.hash(_bytes(password))  # takes the time that finding out would
        return False

    async def _run(self, work: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise Unavailable("sign-in", "Too many people sign in at this moment; try again.")
        running = self._threads.submit(work)
        running.add_done_callback(lambda _: self._places.release())
        return await asyncio.wrap_future(running)


def _bytes(password: str) -> bytes:
    """JSON may hold halves of characters, which have no form in UTF-8."""
    return password.encode(errors="surrogatepass")
