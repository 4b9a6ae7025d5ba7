"""Tags by FFmpeg: what tinytag doesn't know (APE, WavPack, Musepack, Matroska …) or stumbles over."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from musicsim.adapters.audio.containers import OPTIONS
from musicsim.adapters.audio.id3_genres import genre_of
from musicsim.adapters.audio.mojibake import repaired
from musicsim.domain.rules.tagging import OwnWords

if TYPE_CHECKING:
    from av.container import InputContainer

_OPTIONS = OPTIONS | {"probesize": "2000000"}  # a cover may lie before the first frame, but not without end
_LONGEST_LYRICS = 1_000_000
_LYRICS = re.compile(r"(wm/)?(un)?(synced ?)?lyrics(-.*)?", re.IGNORECASE)
_MICROSECONDS = 1_000_000
_ATTACHED = 1024  # AV_DISPOSITION_ATTACHED_PIC


def words_by_ffmpeg(file: BinaryIO) -> OwnWords | None:
    """What the file says, or None when FFmpeg can't make sense of it."""
    import av  # 17 MB that most libraries never need

    size = file.seek(0, 2)
    file.seek(0)
    try:
        with av.open(file, mode="r", metadata_errors="replace", container_options=_OPTIONS) as container:
            return _words(container, size)
    except (av.FFmpegError, ValueError, OSError):
        return None


def pictures_by_ffmpeg(file: BinaryIO) -> list[bytes]:
    """Attached pictures, the front cover first."""
    import av

    file.seek(0)
    try:
        with av.open(file, mode="r", metadata_errors="replace", container_options=_OPTIONS) as container:
            return _pictures(container)
    except (av.FFmpegError, ValueError, OSError):
        return []


def lyrics_by_ffmpeg(file: BinaryIO) -> list[str]:
    """Texts that are sung, under whatever of their names; ID3 adds a language ("lyrics-eng")."""
    import av

    file.seek(0)
    try:
        with av.open(file, mode="r", metadata_errors="replace", container_options=_OPTIONS) as container:
            tags = dict(container.metadata) | {
                k: v for stream in container.streams.audio for k, v in stream.metadata.items()
            }
    except (av.FFmpegError, ValueError, OSError):
        return []
    return [repaired(text[:_LONGEST_LYRICS]) for name, text in tags.items() if _LYRICS.fullmatch(name)]


def _words(container: "InputContainer", size: int) -> OwnWords:
    tags = {key.lower(): value for key, value in container.metadata.items()}
    stream = next(iter(container.streams.audio), None)
    if stream is None or stream.codec_context is None:  # no audio, or none that FFmpeg can decode
        return _tagged(tags, OwnWords(size=size))
    context = stream.codec_context
    said = OwnWords(
        size=size,
        duration=container.duration / _MICROSECONDS if container.duration else None,
        sample_rate=context.sample_rate,
        channels=context.channels,
        bitrate=(context.bit_rate or 0) / 1000 or None,
        codec="pcm" if context.codec.canonical_name.startswith("pcm_") else context.codec.canonical_name,
    )
    return _tagged({key.lower(): value for key, value in stream.metadata.items()} | tags, said)


def _tagged(tags: Mapping[str, str], said: OwnWords) -> OwnWords:
    def first(*names: str) -> str:
        return next((repaired(tags[name]) for name in names if tags.get(name)), "")

    return replace(
        said,
        title=first("title"),
        artists=[first("artist", "author")],
        album=first("album"),
        album_artist=first("album_artist", "albumartist", "album artist"),
        genre=genre_of(first("genre")),
        year=first("date", "year", "originaldate", "creation_time"),
        track=first("track", "tracknumber"),
        disc=first("disc", "discnumber", "disk"),
        isrc=first("isrc", "tsrc"),
    )


def _pictures(container: "InputContainer") -> list[bytes]:
    attached = [stream for stream in container.streams.video if stream.disposition & _ATTACHED]
    attached.sort(key=lambda stream: stream.metadata.get("comment") != "Cover (front)")
    return [bytes(packet) for stream in attached if (packet := next(container.demux(stream), None))]
