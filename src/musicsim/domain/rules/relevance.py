"""Which of several names somebody who types a few letters likely means."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from musicsim.domain.rules.listing import words
from musicsim.domain.rules.text import fold

T = TypeVar("T")


def likeliest(items: Iterable[T], text: str, name_of: Callable[[T], str], limit: int) -> list[T]:
    """The `limit` items whose names fit best: the very name, then one that begins so, then one whose words begin so,
    then the rest; shorter names first, else in the order given.
    """
    typed, parts = fold(text), words(text)
    return sorted(items, key=lambda item: _distance(fold(name_of(item)), typed, parts))[:limit]


def _distance(name: str, typed: str, parts: list[str]) -> tuple[int, int]:
    starts = f" {name}"
    if name == typed:
        return 0, 0
    if name.startswith(typed):
        return 1, len(name)
    if all(f" {part}" in starts for part in parts):
        return 2, len(name)
    return (3 if all(part in name for part in parts) else 4), len(name)
