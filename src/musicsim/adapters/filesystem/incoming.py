"""A folder in which files are written that are not in their place yet. Everything here blocks: it runs in threads."""

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_LEFT_OVER = 24 * 3600.0  # seconds after which nobody is still writing what a crash left


class Incoming:
    """`folder` is made when it is needed; `now` tells the time as files have it, in seconds."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._folder, self._now = folder, now
        self._swept_at = 0.0

    def new_name(self) -> Path:
        """Where to write what comes in. The first time, and again day by day, what crashes left there is removed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._swept_at < (late := self._now() - _LEFT_OVER):
            self._swept_at = self._now()
            self._sweep(late)
        return self._folder / secrets.token_hex(16)

    def _sweep(self, late: float) -> None:
        for left in self._folder.iterdir():
            with suppress(OSError):  # another process was quicker, or it is nothing that was left here
                if left.lstat().st_mtime < late:
                    left.unlink()
