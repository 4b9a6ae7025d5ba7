"""When the index changes its ways."""

import os
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """Sizes are numbers of entries.

    The defaults come from measurements on 212 dimensions: up to `exact_limit` a product with every vector takes
    about as long as walking the graph, and is exact. A new generation of files is written when the changes since
    the last one exceed `delta_share` of it, within `delta_least` … `delta_most`.
    """

    exact_limit: int = 20_000
    delta_least: int = 4_000
    delta_share: float = 0.25
    delta_most: int = 50_000
    connectivity: int = 16
    expansion_add: int = 64
    expansion_search: int = 128
    threads: int = field(default_factory=lambda: max(1, (os.cpu_count() or 1) // 2))
    verify_inline: int = 32 * 2**20
    """Bytes of a generation up to which its checksums are verified before its first answer, and not behind it."""

    rest_after: float = 5.0
    """Seconds without a search after which the memory of mapped files is given back."""

    def expansion(self, rows: int) -> int:
        """How many candidates a search of so many rows keeps: larger graphs need more for the same recall."""
        return max(self.expansion_search, min(rows, 100_000) // 200, rows // 2_000)

    def delta_limit(self, rows: int) -> int:
        """How many changes a generation of so many rows bears."""
        return int(min(max(self.delta_least, self.delta_share * rows), self.delta_most))
