"""Lists too long to answer at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items and, when there are more, the opaque cursor that continues right behind them."""

    items: Sequence[T]
    next: str | None = None
