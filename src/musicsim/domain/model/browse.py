"""Walking through the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.errors import Invalid
from musicsim.domain.model.track import TrackStatus

MOST_TRACKS = 500
"""Tracks that one page may hold."""

MOST_TEXT = 1000
"""Characters that a search may have: databases take no statement of any length."""


@dataclass(frozen=True, slots=True)
class SubFolder:
    """A folder inside another; `tracks` counts those at any depth below it."""

    name: str
    tracks: int


@dataclass(frozen=True, slots=True)
class Folder:
    """A prefix of the library's keys, without a trailing "/"; "" is the root."""

    path: str
    folders: Sequence[SubFolder]


class TrackOrder(StrEnum):
    """Orders that a list of tracks can have; each is made total by the track's id."""

    KEY = "key"
    TITLE = "title"
    ARTIST = "artist"
    ADDED = "added"  # newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackQuery:
    """Which tracks to list. Conditions left at their default let everything pass.

    `text`, of up to 1000 characters, is matched word by word (folded, anywhere in title, artist, album or key);
    `folder` takes the tracks directly in that folder; `limit` is 1 … 500.
    """

    text: str = ""
    folder: str | None = None
    statuses: frozenset[TrackStatus] = frozenset()
    order: TrackOrder = TrackOrder.KEY
    limit: int = 50
    cursor: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_TRACKS:
            raise Invalid(f"limit lies between 1 and {MOST_TRACKS}.", "limit")
        if len(self.text) > MOST_TEXT:
            raise Invalid(f"A search has at most {MOST_TEXT} characters.", "text")
