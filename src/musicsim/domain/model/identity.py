"""Opaque identities; nothing may be read from their text."""

from typing import NewType

TrackId = NewType("TrackId", str)
ScanId = NewType("ScanId", str)
UserId = NewType("UserId", str)
AlbumId = NewType("AlbumId", str)
ArtistId = NewType("ArtistId", str)
GenreId = NewType("GenreId", str)
