"""Albums and artists that sound alike."""

from collections.abc import Sequence

import msgspec

from musicsim.domain.model import groups as domain
from musicsim.domain.model.likeness import AlikeGroup
from musicsim.entrypoints.schemas.groups import Album, Artist


class AlikeAlbum(msgspec.Struct, frozen=True):
    """An album with its `distance`: 0 when its tracks sound as the others do, 2 at most."""

    album: Album
    distance: float


class AlikeAlbums(msgspec.Struct, frozen=True):
    """The nearest first."""

    items: list[AlikeAlbum]
    next: None

    @classmethod
    def of(cls, found: Sequence[AlikeGroup[domain.Album]]) -> "AlikeAlbums":
        return cls([AlikeAlbum(Album.of(one.group), round(one.distance, 4)) for one in found], None)


class AlikeArtist(msgspec.Struct, frozen=True):
    """An artist with their `distance`, as that of albums."""

    artist: Artist
    distance: float


class AlikeArtists(msgspec.Struct, frozen=True):
    """The nearest first."""

    items: list[AlikeArtist]
    next: None

    @classmethod
    def of(cls, found: Sequence[AlikeGroup[domain.Artist]]) -> "AlikeArtists":
        return cls([AlikeArtist(Artist.of(one.group), round(one.distance, 4)) for one in found], None)
