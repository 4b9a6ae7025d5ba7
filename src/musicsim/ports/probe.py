"""Whether what we depend on is there."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.health import Finding


class Probe(Protocol):
    """Looks at one service, file or model that the application depends on."""

    @abstractmethod
    async def check(self) -> Finding:
        """What was found, within a few seconds. Never raises: a fault is a finding, with how to mend it."""
