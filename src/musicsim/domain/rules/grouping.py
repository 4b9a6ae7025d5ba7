"""Which tracks belong together: albums, artists, genres. Ids follow from folded names, so they outlive scans."""

import base64
import hashlib
import re
from functools import lru_cache

from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.track import Track
from musicsim.domain.rules.naming import is_disc_folder, is_heap
from musicsim.domain.rules.text import fold

_GUESTS = re.compile(r"\s+[(\[]?(?:feat|ft|featuring)\b.*", re.IGNORECASE)
_GENRE_SEPARATORS = re.compile(r"[;,|]")
_BYTES = 10  # 16 characters: among a million names two alike once in 2 million libraries


def album_id(track: Track) -> AlbumId | None:
    """The album that a track is from; None when it names none.

    Albums of one name are apart when their album artists are. Where no album artist is told, an album is what lies in
    one folder, the folders of its discs taken together: so a compilation is one whoever plays. In a folder that is a
    heap of anything it is what one artist calls so.
    """
    about = track.metadata
    album = _folded(about.album)
    if not album:
        return None
    if about.album_artist:
        return AlbumId(_id("album of", album, _folded(about.album_artist)))
    if home := _home(track.folder):
        return AlbumId(_id("album in", album, home))
    return AlbumId(_id("album of", album, _folded(lead_artist(about))))


def artist_id(name: str) -> ArtistId:
    """The artist of that name, however it is spelled."""
    return ArtistId(_id("artist", _folded(name)))


def genre_id(name: str) -> GenreId:
    """The genre of that name, however it is spelled."""
    return GenreId(_id("genre", _folded(name)))


def artists_of(about: Metadata) -> list[str]:
    """All artists that a track or its album is by, each once: "A; B" are two. Guests in a longer name ("A feat. B")
    are part of it.
    """
    return _each([*about.artist.split(";"), *about.album_artist.split(";")])


def genres_of(about: Metadata) -> list[str]:
    """All genres that a track names, each once: "Jazz; Soul" are two, "R&B/Soul" is one."""
    return _each(_GENRE_SEPARATORS.split(about.genre))


def lead_artist(about: Metadata) -> str:
    """Who an album with this track is by, as far as the track alone tells: the album artist, else the first artist
    without guests; "" when it names none.
    """
    return about.album_artist or _GUESTS.sub("", about.artist.partition(";")[0]).strip() or about.artist


def _each(names: list[str]) -> list[str]:
    """The names, without those that are another spelling of one before."""
    first: dict[str, str] = {}
    for name in names:
        if folded := _folded(name):
            first.setdefault(folded, " ".join(name.split()))
    return list(first.values())


@lru_cache(maxsize=8192)  # lists name the same artists and albums again and again
def _folded(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=4096)
def _home(folder: str) -> str:
    """The folder that an album's tracks share, folded; "" when what lies in it need not belong together."""
    names = folder.split("/")
    if len(names) > 1 and is_disc_folder(names[-1]):
        names.pop()
    return "" if is_heap(names[-1]) else "/".join(map(_folded, names))


@lru_cache(maxsize=16384)
def _id(*parts: str) -> str:
    digest = hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    return base64.b32encode(digest).decode().lower()
