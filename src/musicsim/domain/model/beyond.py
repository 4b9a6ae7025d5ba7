"""Music beyond the library: what outside catalogues know, and what is like a track of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.errors import Invalid

SPOTIFY = "spotify"
MUSICBRAINZ = "musicbrainz"
CYANITE = "cyanite"
"""Catalogues: whose ids are meant. Cyanite's own are those of tracks that were uploaded to it."""

MOST_SUGGESTIONS = 100
"""What one question may ask for."""

LONGEST_PROMPT = 500
"""Characters of a search in words."""


@dataclass(frozen=True, slots=True)
class ExternalId:
    """A track in an outside catalogue."""

    catalogue: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtTrack:
    """What is known here of a recording that is looked for elsewhere; `duration` in seconds, "" and None: unknown."""

    title: str
    artist: str = ""
    album: str = ""
    duration: float | None = None
    isrc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalTrack:
    """A track as an outside catalogue describes it; "" and None where it does not.

    `cover` and `link` are https addresses, `duration` in seconds, `isrc` in its twelve characters without dashes.
    """

    id: ExternalId
    title: str
    artist: str = ""
    album: str = ""
    cover: str = ""
    link: str = ""
    isrc: str = ""
    duration: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A track that a provider holds to be like the seed.

    `score` in 0 … 1 is the provider's own, or what its order tells: scores of two providers cannot be compared.
    `label` is what the provider calls it, to be shown when its catalogue cannot be asked ("Artist - Song").
    """

    id: ExternalId
    score: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """An answer, best first, no id twice. Empty: the provider knows the seed, but nothing like it."""

    items: Sequence[Suggestion]


@dataclass(frozen=True, slots=True)
class Preparing:
    """The provider has yet to listen to the seed, and does so now; worth asking again after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarityFilter:
    """What suggestions are to share with the seed, or to have: the default lets everything pass.

    `bpm` in beats a minute, from … to; `key` is a Camelot code, `genres` the provider's own words. The flags ask for
    what the seed itself has, so that it need not be known here.
    """

    same_bpm: bool = False
    bpm: tuple[float, float] | None = None
    same_genre: bool = False
    genres: tuple[str, ...] = ()
    matching_key: bool = False
    key: str = ""

    def __post_init__(self) -> None:
        if self.bpm is not None and not 0 < self.bpm[0] <= self.bpm[1]:
            raise Invalid("bpm goes from a positive number to one that is not smaller.", "bpm")
        for field, both in (
            ("bpm", self.same_bpm and self.bpm is not None),
            ("genres", self.same_genre and self.genres),
            ("key", self.matching_key and self.key),
        ):
            if both:
                raise Invalid(f"Either what the seed has or a value: {field} says both.", field)


ANYTHING = SimilarityFilter()


class Freshness(StrEnum):
    """What to do with a kept answer."""

    FRESH = "fresh"  # show it
    STALE = "stale"  # show it, and ask anew meanwhile
    EXPIRED = "expired"  # ask anew first
