"""Opaque identities; nothing may be read from their text."""

from typing import NewType

TrackId = NewType("TrackId", str)
ScanId = NewType("ScanId", str)
UserId = NewType("UserId", str)
AlbumId = NewType("AlbumId", str)
ArtistId = NewType("ArtistId", str)
GenreId = NewType("GenreId", str)
PlaylistId = NewType("PlaylistId", str)
ItemId = NewType("ItemId", str)
ShareId = NewType("ShareId", str)
UploadId = NewType("UploadId", str)
SessionId = NewType("SessionId", str)
TokenId = NewType("TokenId", str)
InviteId = NewType("InviteId", str)
PictureId = NewType("PictureId", str)
