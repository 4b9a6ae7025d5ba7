"""How a track's audio is to reach whoever listens."""

from dataclasses import dataclass
from enum import StrEnum

from musicsim.domain.errors import Invalid

LOWEST_BITRATE, HIGHEST_BITRATE = 32, 320
"""Bounds of a bitrate that may be asked for, in kbit/s."""

LATEST_START = 7 * 24 * 3600.0
"""Seconds: no recording that people keep in one file is longer."""


class TargetFormat(StrEnum):
    """What audio can be transcoded to."""

    OPUS = "opus"  # in Ogg: gapless
    AAC = "aac"  # in ADTS
    MP3 = "mp3"


class StreamFormat(StrEnum):
    """What can be asked for."""

    ORIGINAL = "original"  # the file as it is
    AUTO = "auto"  # the file as it is if browsers play it, else something that they do
    OPUS = "opus"
    AAC = "aac"
    MP3 = "mp3"


@dataclass(frozen=True, slots=True)
class Transcoding:
    """A way to encode a track anew: `bitrate` in kbit/s, from `start` seconds on."""

    format: TargetFormat
    bitrate: int
    start: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamWish:
    """What a listener asks for.

    `bitrate` is the highest welcome one in kbit/s, None: whatever sounds well; `start` in seconds. With AUTO,
    `preferred` is what to transcode to, and only files whose names have one of `endings` (in lower case; None: any)
    are welcome as they are.
    """

    format: StreamFormat = StreamFormat.ORIGINAL
    bitrate: int | None = None
    start: float = 0.0
    preferred: TargetFormat = TargetFormat.OPUS
    endings: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.bitrate is not None and not LOWEST_BITRATE <= self.bitrate <= HIGHEST_BITRATE:
            raise Invalid(f"bitrate lies between {LOWEST_BITRATE} and {HIGHEST_BITRATE} kbit/s.", "bitrate")
        if not 0 <= self.start <= LATEST_START:
            raise Invalid(f"start lies between 0 and {LATEST_START:g} seconds.", "start")
        if self.format is StreamFormat.ORIGINAL and self.bitrate is not None:
            raise Invalid("The original has the bitrate that it has: ask for another format.", "bitrate")
        if self.format is StreamFormat.ORIGINAL and self.start:
            raise Invalid("The original is sought by ranges of bytes: ask for another format.", "start")


AS_IT_IS = StreamWish()
"""The file itself."""
