"""Whether a track reaches a listener as it is, or transcoded."""

from collections.abc import Mapping

from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.streaming import StreamFormat, StreamWish, TargetFormat, Transcoding

_SOUND_WELL: Mapping[TargetFormat, int] = {TargetFormat.OPUS: 128, TargetFormat.AAC: 160, TargetFormat.MP3: 192}
"""Bitrates in kbit/s at which hardly anybody hears a difference."""

_PLAYED: Mapping[str, frozenset[str]] = {
    ending: frozenset(codecs.split(","))
    for endings, codecs in {
        "mp3 mpga": "mp3",
        "m4a m4b m4r": "aac",
        "aac adts": "aac",
        "ogg oga": "vorbis,opus,flac",
        "opus": "opus",
        "flac fla": "flac",
        "weba webm": "vorbis,opus",
        "wav wave": "pcm,",  # of many a WAV file it is not known what it holds, and nearly always it is PCM
    }.items()
    for ending in endings.split()
}
"""The codecs that Chromium, Firefox and Safari play and seek in, by the ending of the file's name.

Not among them: ALAC, WMA, AIFF, WavPack, Monkey's Audio, Musepack, DSD and whatever else only players know.
"""

_HOLDS: Mapping[TargetFormat, frozenset[str]] = {
    TargetFormat.OPUS: frozenset({"opus", "ogg", "oga"}),
    TargetFormat.AAC: frozenset({"aac", "adts", "m4a", "m4b", "m4r"}),
    TargetFormat.MP3: frozenset({"mp3", "mpga"}),
}
"""Endings of files that may hold the format already."""

_LENIENT = 1.1  # what varies is a little above its name now and then: no reason to encode it anew


def is_playable(key: str, about: Metadata) -> bool:
    """Whether browsers play the file as it is."""
    return about.codec in _PLAYED.get(_ending(key), ())


def delivery(key: str, about: Metadata, wish: StreamWish) -> Transcoding | None:
    """How to transcode the track for `wish`; None: it goes out as it is.

    It is never encoded anew without need: not when it has the format already, at a bitrate that is welcome.
    """
    if wish.format is StreamFormat.ORIGINAL:
        return None
    if wish.format is StreamFormat.AUTO:
        welcome = wish.endings is None or _ending(key) in wish.endings
        target, good = wish.preferred, welcome and is_playable(key, about)
    else:
        target = TargetFormat(wish.format.value)
        good = about.codec == target.value and _ending(key) in _HOLDS[target]
    if good and not wish.start and _is_light_enough(about, wish.bitrate):
        return None
    return Transcoding(target, wish.bitrate or _SOUND_WELL[target], wish.start)


def _is_light_enough(about: Metadata, bitrate: int | None) -> bool:
    return bitrate is None or (about.bitrate is not None and about.bitrate <= _LENIENT * bitrate)


def _ending(key: str) -> str:
    _, dot, ending = key.rpartition(".")
    return ending.lower() if dot else ""
