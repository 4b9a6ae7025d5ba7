"""Lyrics."""

import msgspec

from musicsim.domain.model import lyrics as domain
from musicsim.domain.model.lyrics import LyricsSource


class LyricLine(msgspec.Struct, frozen=True):
    """A line; `time` in seconds from the beginning, null in lyrics that are not synced. `text` may be empty."""

    time: float | None
    text: str


class Lyrics(msgspec.Struct, frozen=True):
    """What is sung: when `synced`, in the order of the lines' times. `source`: embedded, or a file beside."""

    synced: bool
    lines: list[LyricLine]
    source: LyricsSource

    @classmethod
    def of(cls, found: domain.Lyrics) -> "Lyrics":
        return cls(found.synced, [LyricLine(line.time, line.text) for line in found.lines], found.source)
