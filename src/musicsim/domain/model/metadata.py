"""What a file says of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Tags and technical facts; absent ones are empty or None, and a title is never empty.

    `isrc` in its twelve characters without dashes (ISO 3901).

    `duration` in seconds, `sample_rate` in Hz, `bitrate` in kbit/s.
    """

    title: str
    artist: str = ""
    album: str = ""
    album_artist: str = ""
    genre: str = ""
    year: int | None = None
    track_number: int | None = None
    disc_number: int | None = None
    duration: float | None = None
    sample_rate: int | None = None
    channels: int | None = None
    bitrate: int | None = None
    codec: str = ""
    isrc: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded picture, as it was found."""

    data: bytes
    media_type: str
