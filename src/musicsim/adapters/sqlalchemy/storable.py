"""Text that a database can hold."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T", bound=str)


def storable(text: str) -> bool:
    """Whether text has a form in UTF-8: what came from a file name or an argument may hold halves of characters.

    Nothing in the database can equal or contain what is not storable.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def storables(texts: Iterable[T]) -> set[T]:
    """Those of the texts that the database may know, each once."""
    return {text for text in texts if storable(text)}
