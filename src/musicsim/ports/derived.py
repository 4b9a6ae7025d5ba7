"""What was made out of the whole library, kept."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.derived import Making


class Derived(Protocol):
    """Keeps a few things by name, each some bytes (megabytes at most) that can be made again at any time.

    A name says the layout of the bytes, too, as "tag-scale@1": who lays them out otherwise uses another name. Every
    write is durable when it returns, and atomic: a making and its bytes belong together. All methods raise Unavailable
    when the store does not answer.
    """

    @abstractmethod
    async def making(self, name: str) -> Making | None:
        """Which making is kept, without its bytes: cheap, so that readers can keep those. None when there is none."""

    @abstractmethod
    async def get(self, name: str) -> tuple[Making, bytes] | None:
        """What is kept; None when there is nothing."""

    @abstractmethod
    async def put(self, name: str, making: Making, content: bytes) -> None:
        """Keep it in place of what was kept by that name."""

    @abstractmethod
    async def drop(self, name: str) -> None:
        """Forget it; nothing happens when there is none."""
