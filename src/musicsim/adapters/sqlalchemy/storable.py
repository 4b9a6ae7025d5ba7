"""Text that a database can hold."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T", bound=str)


def storable(text: str) -> bool:
    """Whether text has a form in UTF-8 and no NUL: what came from a file name or an argument may hold anything.

    Nothing in the database can equal or contain what is not storable.
    """
    try:
        text.encode()
    except UnicodeEncodeError:  # halves of characters
        return False
    return "\0" not in text  # which PostgreSQL refuses, and SQLite takes for the end


def storables(texts: Iterable[T]) -> set[T]:
    """Those of the texts that the database may know, each once."""
    return {text for text in texts if storable(text)}
