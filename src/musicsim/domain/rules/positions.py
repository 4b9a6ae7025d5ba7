"""Where items stand in a list that is kept as rows: whole numbers with room between them.

A row is written only when its place in the order changes: what was moved gets numbers between those of its new
neighbours. Once there is no room left, all are numbered anew.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TypeVar

GAP = 2**20
"""Between two neighbours that are numbered anew: room for twenty halvings."""

_FARTHEST = 2**62  # what a database's whole numbers can hold, with room to spare

T = TypeVar("T")


def numbered(order: Sequence[T], before: Mapping[T, int]) -> dict[T, int]:
    """Ascending numbers for the items in `order`, all different; as many as can keep those that they had.

    `before` may name items that are no longer there; new ones have none.
    """
    staying = {order[index] for index in _longest_rise([before.get(item) for item in order])}
    numbers: dict[T, int] = {}
    run: list[T] = []
    low: int | None = None
    for item in [*order, None]:
        if item is not None and item not in staying:
            run.append(item)
            continue
        high = before[item] if item is not None else None
        between = _between(low, high, len(run))
        if between is None:
            return {each: (place + 1) * GAP for place, each in enumerate(order)}
        numbers |= dict(zip(run, between, strict=True))
        run = []
        if item is not None:
            numbers[item] = low = before[item]
    return numbers


def _between(low: int | None, high: int | None, count: int) -> list[int] | None:
    """`count` numbers evenly between two others, None when there is no room."""
    if low is None and high is None:
        return [(place + 1) * GAP for place in range(count)]
    if low is None:
        low = (high or 0) - (count + 1) * GAP
    if high is None:
        high = low + (count + 1) * GAP
    if high - low <= count or max(abs(low), abs(high)) > _FARTHEST:
        return None if count else []
    step = (high - low) // (count + 1)
    return [low + step * (place + 1) for place in range(count)]


def _longest_rise(numbers: Sequence[int | None]) -> list[int]:
    """The places of a longest ascending subsequence (patience sorting), those without a number left out."""
    tops: list[int] = []  # the smallest number that a rise of each length can end with …
    ends: list[int] = []  # … and its place
    previous: dict[int, int] = {}
    for place, number in enumerate(numbers):
        if number is None:
            continue
        length = bisect_left(tops, number)
        if length:
            previous[place] = ends[length - 1]
        tops[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    rise = [ends[-1]] if ends else []
    while rise and rise[-1] in previous:
        rise.append(previous[rise[-1]])
    return rise[::-1]
