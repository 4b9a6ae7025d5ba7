"""Lists."""

from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some items and, when there are more, the cursor to ask for the next ones with."""

    items: list[T]
    next: str | None = None
