"""Tracks by what other programs know of them."""

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from musicsim.domain.model.track import Track


class TrackFinder(Protocol):
    """Finds the present tracks of the catalogue, many at once. Unavailable when the database does not answer."""

    @abstractmethod
    async def at_keys(self, keys: Collection[str]) -> Mapping[str, Track]:
        """The tracks with these keys; keys without one are absent."""

    @abstractmethod
    async def titled(self, titles: Collection[str], most: int | None = None) -> Mapping[str, Sequence[Track]]:
        """The tracks with each of these titles, which are folded (see rules.text.fold), by id, at most `most` of each
        where that is said ("Intro" has thousands); titles without one are absent.
        """

    @abstractmethod
    async def identified(self, codes: Collection[str]) -> Mapping[str, Track]:
        """The tracks with these ISRCs, of several with one the first by id; codes without one are absent, and "" is."""
