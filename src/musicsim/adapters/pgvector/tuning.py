"""From what sizes on the graph is used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """Numbers of entries.

    Searches that admit at most `exact` look at each of them. A space that answers gets its graph (HNSW) beyond
    `answering` entries; one that no alias leads to is probably being filled, which is quicker without, and gets it
    beyond `filling` or when an alias is switched to it. Searching without a graph is exact.
    """

    exact: int = 2_000
    answering: int = 5_000
    filling: int = 50_000


LINKS = 16
"""Edges of an entry in the graph ("m")."""

BUILD_BREADTH = 64
"""Candidates looked at for them ("ef_construction")."""

SEARCH_BREADTH = 128
"""Candidates kept while searching ("ef_search")."""

MOST_DIMENSIONS = 2_000
"""Of vectors in a graph; spaces with more are always searched exactly."""
