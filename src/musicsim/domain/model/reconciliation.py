"""How far stores that share no transaction have come apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lacking:
    """An id that the rows have a vector of, and the vector index has not."""

    id: str


@dataclass(frozen=True, slots=True)
class Surplus:
    """An id that the vector index holds, and no row asks for."""

    id: str


@dataclass(frozen=True, slots=True)
class IndexDifference:
    """Between rows and vector index. What waits for its turn to be indexed counts as lacking, too."""

    lacking: int = 0
    surplus: int = 0

    def __bool__(self) -> bool:
        return bool(self.lacking or self.surplus)

    def __add__(self, other: "IndexDifference") -> "IndexDifference":
        return IndexDifference(self.lacking + other.lacking, self.surplus + other.surplus)


@dataclass(frozen=True, slots=True)
class StoreDifference:
    """Between rows and the library's store: objects that no row knows as they are, and rows without their object.

    `unlisted` files and folders could not be looked at: what is there is not known.
    """

    arrived: int = 0
    gone: int = 0
    unlisted: int = 0

    def __bool__(self) -> bool:
        return bool(self.arrived or self.gone or self.unlisted)
