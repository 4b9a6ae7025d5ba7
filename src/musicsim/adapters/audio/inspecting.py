"""What a file is, by decoding its beginning."""

from musicsim.adapters.audio.decode import read_with
from musicsim.adapters.audio.opening import opened
from musicsim.adapters.audio.reader import Reader
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.audio_format import AudioFormat
from musicsim.domain.model.failure import FailureReason, UnreadableAudio

_SECONDS = 10

ENDINGS = {
    "aac": "aac adts",
    "ac3": "ac3",
    "aiff": "aiff aif aifc",
    "ape": "ape",
    "asf": "wma",
    "au": "au snd",
    "caf": "caf",
    "dsf": "dsf",
    "dts": "dts",
    "dtshd": "dts",
    "eac3": "eac3",
    "flac": "flac fla",
    "iff": "dff",
    "matroska": "mka weba webm",
    "mov": "m4a m4b m4r alac",
    "mp3": "mp3 mp2 mp1 mpga",
    "mpc": "mpc mp+ mpp",
    "mpc8": "mpc mp+ mpp",
    "ogg": "ogg oga opus spx",
    "rm": "ra",
    "shn": "shn",
    "tak": "tak",
    "tta": "tta",
    "voc": "voc",
    "w64": "w64",
    "wav": "wav wave bwf",
    "wv": "wv",
    "xwma": "wma",
}
"""The endings of files by FFmpeg's names of their containers, the usual one first."""


def format_of(source: AudioSource) -> AudioFormat:
    """The format; UnreadableAudio when the beginning cannot be decoded, or no library keeps such files."""
    with opened(source) as file:
        return read_with(file, _looked_at)


def _looked_at(reader: Reader) -> AudioFormat:
    stop = reader.rate * _SECONDS
    for position, samples in reader.blocks(0, stop):
        if position + samples.shape[1] >= stop:
            break
    reader.check()
    endings = ENDINGS.get(reader.container, "").split()
    if not endings:
        raise UnreadableAudio(FailureReason.NOT_AUDIO, f"libraries keep no {reader.container} files")
    usual = ["opus"] if reader.codec == "opus" and "opus" in endings else []  # Ogg with Opus in it has its own
    return AudioFormat(tuple(dict.fromkeys(usual + endings)))
