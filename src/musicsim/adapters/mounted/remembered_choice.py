"""A choice that is not looked up again for every byte."""

import time
from collections.abc import Callable

from musicsim.ports.library_choice import LibraryChoice

_KEPT_FOR = 1.0
"""Seconds."""


class RememberedChoice(LibraryChoice):
    """Asks `kept` once a second at most, and knows at once what was chosen through itself."""

    def __init__(self, kept: LibraryChoice, now: Callable[[], float] = time.monotonic) -> None:
        self._kept, self._now = kept, now
        self._folder: str | None = None
        self._until = float("-inf")

    async def folder(self, *, afresh: bool = False) -> str | None:
        if afresh or self._now() >= self._until:
            self._know(await self._kept.folder(afresh=afresh))
        return self._folder

    async def choose(self, folder: str) -> None:
        await self._kept.choose(folder)
        self._know(folder)

    def _know(self, folder: str | None) -> None:
        self._folder, self._until = folder, self._now() + _KEPT_FOR
