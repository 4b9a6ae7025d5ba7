"""Lists of any length in statements that each take a short time."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

CHUNK = 500  # longer statements gain nothing, and take longer than a statement may


def chunks(items: Collection[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in runs of at most `size`."""
    rest = iter(items)
    while run := list(islice(rest, size)):
        yield run
