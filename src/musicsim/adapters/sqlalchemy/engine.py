"""How work reaches a database, whichever it is."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")

Work = Callable[[Connection], T]
"""Statements and what is made of their rows. It may run again from its beginning, so all that it does it does there."""


class Engine(Protocol):
    """One kind of database. Only domain errors leave it."""

    @property
    @abstractmethod
    def where(self) -> str:
        """The database's name for people, without passwords."""

    @abstractmethod
    async def read(self, work: Work[T]) -> T:
        """Run work of one statement."""

    @abstractmethod
    async def look_up(self, work: Work[T]) -> T:
        """The same for rows that are few and found by name: work that is soon done, and may wait for its like."""

    @abstractmethod
    async def snapshot(self, work: Work[T]) -> T:
        """Run work of several statements that all see one state of the database."""

    @abstractmethod
    async def write(self, work: Work[T]) -> T:
        """Run work in a transaction, durable when this returns."""

    @abstractmethod
    async def migrate(self, work: Work[None]) -> None:
        """Run work in a transaction that nobody else's migration can come between, however long it takes."""

    @abstractmethod
    async def close(self) -> None:
        """Close every connection; called once, at the end."""
