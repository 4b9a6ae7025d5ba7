"""Logging, set up in one place: plain lines on stderr."""

import logging
import sys
from typing import TextIO


class _Stderr(logging.StreamHandler[TextIO]):
    """Writes to whatever sys.stderr is at that moment: a live display takes its place while it draws."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


def configure(level: str) -> None:
    """Log from `level` (a name in lower case) up. Others' libraries speak from warnings up, unless it is "debug"."""
    handler = _Stderr()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S"))
    wanted = logging.getLevelNamesMapping()[level.upper()]
    root = logging.getLogger()
    root.handlers[:] = [kept for kept in root.handlers if not isinstance(kept, _Stderr)] + [handler]
    root.setLevel(wanted if level == "debug" else max(wanted, logging.WARNING))
    logging.getLogger("musicsim").setLevel(wanted)
