"""Media types of audio files, by their names' endings."""

from collections.abc import Callable, Mapping

_TYPES: Mapping[str, str] = {
    "aac adts": "audio/aac",
    "ac3": "audio/ac3",
    "aif aifc aiff": "audio/aiff",
    "amr": "audio/amr",
    "ape": "audio/x-ape",
    "au snd": "audio/basic",
    "caf": "audio/x-caf",
    "dff dsf": "audio/x-dsd",
    "dts": "audio/vnd.dts",
    "eac3": "audio/eac3",
    "fla flac": "audio/flac",
    "alac m4a m4b m4r": "audio/mp4",
    "mka": "audio/x-matroska",
    "mp1 mp2 mp3 mpga": "audio/mpeg",
    "mp+ mpc mpp": "audio/x-musepack",
    "oga ogg opus spx": "audio/ogg",
    "tak": "audio/x-tak",
    "tta": "audio/x-tta",
    "bwf w64 wav wave": "audio/wav",
    "weba webm": "audio/webm",
    "wma": "audio/x-ms-wma",
    "wv": "audio/x-wavpack",
}

_BY_ENDING = {ending: kind for endings, kind in _TYPES.items() for ending in endings.split()}

UNKNOWN = "application/octet-stream"


def endings_of(accepts: Callable[[str], bool]) -> frozenset[str]:
    """The endings of the files whose media types are accepted."""
    return frozenset(ending for ending, kind in _BY_ENDING.items() if accepts(kind))


def media_type_of(key: str) -> str:
    """The media type that a browser should take the file for."""
    return _BY_ENDING.get(key.rpartition(".")[2].lower(), UNKNOWN)
