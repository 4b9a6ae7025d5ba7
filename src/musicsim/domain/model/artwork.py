"""Pictures of tracks, and where they come from."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.metadata import Picture


class ArtworkSize(IntEnum):
    """Pixels along the longer side: the only sizes that pictures are made in, so that few are."""

    TINY = 64
    SMALL = 128
    MEDIUM = 256
    LARGE = 512
    LARGEST = 1024


class ArtworkOutcome(StrEnum):
    """What a look for a picture came to."""

    FOUND = "found"
    ABSENT = "absent"  # nowhere is one
    FAILED = "failed"  # there is one, and it cannot be used


class ArtworkSource(StrEnum):
    """Where a picture came from."""

    TAGS = "tags"  # embedded in the audio file
    FOLDER = "folder"  # a picture beside it
    UPLOADED = "uploaded"  # brought by a person, for the album
    GENERATED = "generated"  # made for the album, which had none


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """What is known of a track's picture since `looked_at`.

    FOUND has the SHA-256 of the picture as it was found (hex) and its `source`; `origin` is the key of the file in
    the library that it was taken from. FAILED has a `reason`, in words for people.
    """

    track: TrackId
    outcome: ArtworkOutcome
    looked_at: datetime
    picture: str = ""
    source: ArtworkSource | None = None
    origin: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShownArtwork:
    """A track's picture in one size; `tag` names these bytes, which are left out for those who have them."""

    artwork: Artwork
    tag: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Cover:
    """A playlist's picture in one size, made of its tracks'; `tag` and `picture` as in ShownArtwork."""

    tag: str
    picture: Picture | None
