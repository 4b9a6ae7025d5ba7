"""What files say of themselves."""

from collections.abc import Sequence
from typing import BinaryIO, cast

from anyio import CapacityLimiter, to_thread

from musicsim.adapters.audio.container_words import lyrics_by_ffmpeg, pictures_by_ffmpeg, words_by_ffmpeg
from musicsim.adapters.audio.ogg_ends import OggEnds
from musicsim.adapters.audio.opening import opened
from musicsim.adapters.audio.pictures import first_picture
from musicsim.adapters.audio.tag_format import for_tinytag
from musicsim.adapters.audio.tinytag_words import lyrics_by_tinytag, pictures_by_tinytag, words_by_tinytag
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.metadata import Metadata, Picture
from musicsim.domain.rules.tagging import SILENT, OwnWords, metadata_of
from musicsim.ports.tag_reader import TagReader

_READ_AT_ONCE = 16


class FileTagReader(TagReader):
    """Reads the usual formats with tinytag, and with FFmpeg the others and what tinytag gives up on.

    A file that can't be opened is answered from its key, too: whoever listens to it will say what is wrong with it.
    """

    def __init__(self) -> None:
        self._reading = CapacityLimiter(_READ_AT_ONCE)  # remote sources take their time: others need threads, too

    async def read(self, source: AudioSource, key: str) -> Metadata:
        return metadata_of(await to_thread.run_sync(_words, source, limiter=self._reading), key)

    async def picture(self, source: AudioSource) -> Picture | None:
        return await to_thread.run_sync(_picture, source, limiter=self._reading)

    async def lyrics(self, source: AudioSource) -> Sequence[str]:
        return await to_thread.run_sync(_lyrics, source, limiter=self._reading)


def _words(source: AudioSource) -> OwnWords:
    try:
        with opened(source) as file:
            return words_in(file)
    except (UnreadableAudio, OSError):
        return SILENT


def words_in(file: BinaryIO) -> OwnWords:
    """What an open file says of itself."""
    view = for_tinytag(file)
    words = words_by_tinytag(cast("BinaryIO", view)) if view else None
    if words and isinstance(view, OggEnds):
        words = view.corrected(words)
    return words or words_by_ffmpeg(file) or SILENT


def _picture(source: AudioSource) -> Picture | None:
    try:
        with opened(source) as file:
            view = for_tinytag(file)
            found = pictures_by_tinytag(cast("BinaryIO", view)) if view else None
            return first_picture(pictures_by_ffmpeg(file) if found is None else found)
    except (UnreadableAudio, OSError):
        return None


def _lyrics(source: AudioSource) -> list[str]:
    try:
        with opened(source) as file:
            view = for_tinytag(file)
            found = lyrics_by_tinytag(cast("BinaryIO", view)) if view else None
            return lyrics_by_ffmpeg(file) if found is None else found
    except (UnreadableAudio, OSError):
        return []
