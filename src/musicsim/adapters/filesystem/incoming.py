"""A folder in which files are written that are not in their place yet. Everything here blocks: it runs in threads."""

import secrets
import time
from contextlib import suppress
from pathlib import Path

_LEFT_OVER = 24 * 3600.0  # seconds after which nobody is still writing what a crash left


class Incoming:
    """`folder` is made when it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._swept = False

    def new_name(self) -> Path:
        """Where to write what comes in. The first time, what crashes left there is removed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self._swept:
            self._swept = True
            for left in self._folder.iterdir():
                with suppress(OSError):  # another process was quicker, or it is nothing that was left here
                    if left.lstat().st_mtime < time.time() - _LEFT_OVER:
                        left.unlink()
        return self._folder / secrets.token_hex(16)
