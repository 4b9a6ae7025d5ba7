"""Where files wait that came in and were not looked at yet."""

from abc import abstractmethod
from collections.abc import AsyncIterable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from musicsim.domain.model.uploaded import Received


class Inbox(Protocol):
    """Keeps files for a moment; any length, in little memory."""

    @abstractmethod
    def receive(self, chunks: AsyncIterable[bytes]) -> AbstractAsyncContextManager[Received]:
        """Take in what `chunks` yield; enters with the whole file, which is gone when it is left.

        What `chunks` raise is raised, and nothing stays. Unavailable when there is no room.
        """
