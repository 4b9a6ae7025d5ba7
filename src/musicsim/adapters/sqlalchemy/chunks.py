"""Lists of any length in statements whose variables are limited."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

CHUNK = 500  # databases allow some thirty thousand variables; longer statements gain nothing


def chunks(items: Collection[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in runs of at most `size`."""
    rest = iter(items)
    while run := list(islice(rest, size)):
        yield run
