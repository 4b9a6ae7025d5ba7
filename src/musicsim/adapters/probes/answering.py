"""Whether a part answers a question."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.health import Finding
from musicsim.ports.probe import Probe

_log = logging.getLogger(__name__)

Question = Callable[[], Awaitable[str]]
"""Asks the part something small and says what was seen."""


class AnsweringProbe(Probe):
    """Asks a part, through its port, a small question; `patience` in seconds."""

    def __init__(self, part: str, ask: Question, *, remedy: str, patience: float = 5.0) -> None:
        self._part, self._ask, self._remedy, self._patience = part, ask, remedy, patience

    async def check(self) -> Finding:
        try:
            async with asyncio.timeout(self._patience):
                return Finding(self._part, True, await self._ask())
        except TimeoutError:
            return Finding(self._part, False, f"No answer within {self._patience:g} s.", self._remedy)
        except (MusicsimError, UnreadableAudio) as fault:
            return Finding(self._part, False, str(fault), self._remedy)
        except Exception as fault:
            _log.exception("Looking at the %s failed in a way that nobody foresaw.", self._part)
            return Finding(self._part, False, f"{type(fault).__name__}: {fault}", self._remedy)
