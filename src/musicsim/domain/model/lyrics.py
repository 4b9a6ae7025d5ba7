"""What is sung."""

from dataclasses import dataclass
from enum import StrEnum


class LyricsSource(StrEnum):
    """Where words came from."""

    TAGS = "tags"  # embedded in the audio file
    FILE = "file"  # beside it


@dataclass(frozen=True, slots=True)
class LyricLine:
    """A line; `time` in seconds from the beginning, None where nobody said when."""

    time: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Lyrics:
    """The words of a track: each line with a time and in their order, or none with one."""

    lines: tuple[LyricLine, ...]
    source: LyricsSource

    @property
    def synced(self) -> bool:
        """Whether the lines have times."""
        return any(line.time is not None for line in self.lines)
