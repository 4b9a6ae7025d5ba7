"""What answers with audio say of it."""

from collections.abc import Mapping

from musicsim.domain.model.streaming import TargetFormat, Transcoding
from musicsim.domain.use_cases.open_audio import OpenedAudio
from musicsim.entrypoints.http.dispositions import disposition

_ENDINGS: Mapping[TargetFormat, str] = {
    TargetFormat.OPUS: "opus",
    TargetFormat.AAC: "aac",
    TargetFormat.MP3: "mp3",
}


def headers_of(audio: OpenedAudio, *, download: bool = False) -> dict[str, str]:
    """The headers of every answer about the original."""
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-cache",
        "Content-Disposition": disposition(audio.object.key.rpartition("/")[2], download=download),
        "ETag": f'"{_version(audio)}"',
        "Vary": "Accept",
    }


def transcoded_headers_of(audio: OpenedAudio, wanted: Transcoding, *, download: bool = False) -> dict[str, str]:
    """The same of what is transcoded; weak, for another version of the encoder makes other bytes."""
    stem = audio.object.key.rpartition("/")[2].rpartition(".")[0]
    return {
        "Accept-Ranges": "none",
        "Cache-Control": "no-cache",
        "Content-Disposition": disposition(f"{stem}.{_ENDINGS[wanted.format]}", download=download),
        "ETag": f'W/"{_version(audio)}-{wanted.format}-{wanted.bitrate}-{wanted.start:g}"',
        "Vary": "Accept",
    }


def _version(audio: OpenedAudio) -> str:
    """By content, unless the file changed since it was scanned or could not be read then."""
    track, item = audio.track, audio.object
    if track.content_hash and (track.size, track.modified_ns) == (item.size, item.modified_ns):
        return track.content_hash[:32]
    return f"{item.size:x}-{item.modified_ns:x}"
