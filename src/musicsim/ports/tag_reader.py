"""What files say of themselves."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.metadata import Metadata, Picture


class TagReader(Protocol):
    """Reads tags, embedded pictures and words, without listening. Unavailable when a remote source does not answer."""

    @abstractmethod
    async def read(self, source: AudioSource, key: str) -> Metadata:
        """The file's own words; where it has none, or they are damaged, what its key tells.

        Never raises for what is in the file: "03 - Song.mp3" in "Artist/Album/" always gives at least that title,
        and artist and album from the folders when the tags lack both. Text is NFC, stripped, without control
        characters, at most 500 characters.
        """

    @abstractmethod
    async def picture(self, source: AudioSource) -> Picture | None:
        """The embedded front cover, else the first embedded picture, at most 20 MB; None when there is none."""

    @abstractmethod
    async def lyrics(self, source: AudioSource) -> Sequence[str]:
        """The embedded texts of what is sung, as they stand, at most 1 MB each; those with times in LRC's notation.

        Nothing when there are none, or the file cannot be read: that never raises.
        """
