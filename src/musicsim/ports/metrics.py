"""Measurements for operators."""

from abc import abstractmethod
from typing import Protocol


class Metrics(Protocol):
    """Takes measurements; never raises, never blocks, keeps nothing that identifies a person.

    Names are dotted and lower case ("tracks.analysed"), the same name always has the same set of labels, and a
    label's values are few.
    """

    @abstractmethod
    def count(self, name: str, amount: int = 1, **labels: str) -> None:
        """Add to a counter that only grows."""

    @abstractmethod
    def observe(self, name: str, seconds: float, **labels: str) -> None:
        """Add one duration, in seconds, to a histogram."""

    @abstractmethod
    def gauge(self, name: str, value: float, **labels: str) -> None:
        """Set the present value of something that goes up and down; the last one set wins."""
