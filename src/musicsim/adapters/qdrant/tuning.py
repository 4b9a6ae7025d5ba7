"""When a graph pays."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """Search is exact over vectors without a graph; up to `exact` bytes of them that is as quick as a graph.

    Another graph is built when there are more than that, and more than `share` of those that have one.
    """

    exact: int = 20 * 2**20
    share: float = 0.25
    least_expansion: int = 128
    """Candidates that a search of the graph keeps, at least."""

    delay: float = 5.0
    """Seconds before a graph is begun: short commands do not live to see it."""

    def wants_graph(self, without: int, having: int, dimension: int) -> bool:
        """Whether to build one, given how many vectors are without and how many have one."""
        return 4 * dimension * without > self.exact and without > self.share * having

    @property
    def exact_kib(self) -> int:
        """The same for the engine, which counts in KiB."""
        return max(1, self.exact // 1024)
