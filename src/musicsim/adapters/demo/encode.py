"""Writing sound to real audio files with tags, through PyAV; Ogg Vorbis is encoded by libsndfile and tagged by PyAV."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile
import soxr

from musicsim.adapters.demo.catalogue import Format
from musicsim.adapters.demo.cover import SIZE, vorbis_picture
from musicsim.adapters.demo.sound import RATE, Sound


@dataclass(frozen=True, slots=True)
class Recipe:
    """How FFmpeg writes one format: container, encoder, sample format and rate, encoder options."""

    container: str
    codec: str
    sample_format: str
    options: Mapping[str, str]
    rate: int = RATE


# the encoders' slowest modes cost ten times as much as composing the music
RECIPES: dict[Format, Recipe] = {
    "mp3": Recipe("mp3", "libmp3lame", "fltp", {"compression_level": "9", "joint_stereo": "0"}),
    "opus": Recipe("opus", "libopus", "flt", {"compression_level": "2"}, rate=48_000),
    "m4a": Recipe("mp4", "aac", "fltp", {"aac_coder": "fast"}),
    "flac": Recipe("flac", "flac", "s16", {"compression_level": "5"}),
}
# without it encoders and containers sign files with versions, dates or random serial numbers
_BITEXACT = {"fflags": "+bitexact"}
_MUXER: dict[Format, dict[str, str]] = {"mp3": {"id3v2_version": "3"}, "m4a": {"brand": "M4A "}}
_FRAME = 4096
_OGG = ("ogg", "opus")


def write_audio(
    path: Path, sound: Sound, form: Format, bitrate: int, tags: Mapping[str, str], picture: bytes | None = None
) -> None:
    """Encode a stereo sound to `path`, whatever its suffix; `picture` is a PNG file to embed as the front cover.

    Raises `OSError` when the file cannot be written.
    """
    if form == "ogg":
        _write_vorbis(path, sound, bitrate, tags, picture)
        return
    recipe = RECIPES[form]
    options = _BITEXACT | _MUXER.get(form, {})
    with av.open(str(path), "w", format=recipe.container, container_options=options) as container:
        stream = _audio_stream(container, recipe, bitrate)
        _tag(container, stream, recipe.container, tags, picture)
        art = _art_stream(container) if picture and recipe.container not in _OGG else None
        for frame in _frames(sound, recipe):
            container.mux(stream.encode(frame))
            if art is not None and picture:
                _attach(container, art, picture)
                art = None
        container.mux(stream.encode(None))


def _audio_stream(container: Any, recipe: Recipe, bitrate: int) -> Any:
    stream = container.add_stream(recipe.codec, rate=recipe.rate, options=dict(recipe.options) | {"flags": "+bitexact"})
    stream.codec_context.format = recipe.sample_format
    stream.codec_context.layout = "stereo"
    stream.codec_context.thread_count = 1
    if bitrate:
        stream.codec_context.bit_rate = bitrate
    return stream


def _tag(container: Any, stream: Any, kind: str, tags: Mapping[str, str], picture: bytes | None) -> None:
    """Ogg keeps its tags with the stream, the other containers keep them for the whole file."""
    if kind in _OGG:
        stream.metadata.update(tags)
        if picture:
            stream.metadata["METADATA_BLOCK_PICTURE"] = vorbis_picture(picture)
    else:
        container.metadata.update(tags)


def _art_stream(container: Any) -> Any:
    art = container.add_stream("png", rate=1)
    art.width = art.height = SIZE
    art.pix_fmt = "rgb24"
    art.disposition = av.stream.Disposition.attached_pic
    art.metadata["comment"] = "Cover (front)"
    return art


def _attach(container: Any, art: Any, picture: bytes) -> None:
    packet = av.Packet(picture)
    packet.stream = art
    packet.pts = packet.dts = 0
    packet.is_keyframe = True
    container.mux(packet)


def _frames(sound: Sound, recipe: Recipe) -> Iterator[Any]:
    """Cut the sound into frames in the encoder's sample format and rate."""
    samples = sound if recipe.rate == RATE else soxr.resample(sound.T, RATE, recipe.rate, "MQ").T
    if recipe.sample_format == "s16":
        samples = (np.clip(samples, -1, 1) * 32767).round().astype(np.int16)
    for start in range(0, samples.shape[1], _FRAME):
        block = samples[:, start : start + _FRAME]
        if recipe.sample_format != "fltp":
            block = block.T.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), recipe.sample_format, "stereo")
        frame.sample_rate, frame.pts = recipe.rate, start
        yield frame


def _write_vorbis(path: Path, sound: Sound, bitrate: int, tags: Mapping[str, str], picture: bytes | None) -> None:
    """FFmpeg's own Vorbis encoder is experimental, so libsndfile encodes and FFmpeg only wraps the packets anew."""
    encoded = BytesIO()
    quality = min(1.0, max(0.0, bitrate / 320_000))
    with soundfile.SoundFile(
        encoded, "w", RATE, 2, format="OGG", subtype="VORBIS", compression_level=1 - quality
    ) as file:
        # libvorbis overflows the stack on long writes
        for start in range(0, sound.shape[1], RATE):
            file.write(np.clip(sound[:, start : start + RATE].T, -1, 1))
    encoded.seek(0)
    with (
        av.open(encoded, "r") as source,
        av.open(str(path), "w", format="ogg", container_options=_BITEXACT) as target,
    ):
        stream = target.add_stream_from_template(source.streams.audio[0])
        _tag(target, stream, "ogg", tags, picture)
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
