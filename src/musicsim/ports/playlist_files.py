"""Playlist files of other programs."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.playlist_file import PlaylistFile, PlaylistFormat


class PlaylistFiles(Protocol):
    """Understands and writes playlist files. Does no I/O, but may take long for long ones: not on the event loop.

    What it writes it reads again as it was, but for what a format cannot say: M3U8 rounds durations to seconds and
    has no descriptions and no track numbers; no format keeps line breaks and other control characters in names.
    """

    @abstractmethod
    def read(self, data: bytes) -> PlaylistFile:
        """The file in whichever format it is, told by its content. Invalid when it cannot be understood."""

    @abstractmethod
    def write(self, file: PlaylistFile, form: PlaylistFormat) -> bytes:
        """The file in that format, in UTF-8. Locations are relative or absolute paths with "/", not encoded."""

    @abstractmethod
    def media_type(self, form: PlaylistFormat) -> str:
        """What the format is called in HTTP."""
