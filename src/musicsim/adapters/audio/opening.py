"""From a source to a file object, or to the reason why there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, FileIO
from typing import BinaryIO

from musicsim.domain.model.audio import AudioSource, LocalAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio


@contextmanager
def opened(source: AudioSource) -> Iterator[BinaryIO]:
    """The source's bytes as a seekable file.

    Decoders never see a path: what a file is called must not change what is heard, and no demuxer may follow a
    name to another file.
    """
    with _open(source) as file:
        if file.seek(0, 2) == 0:
            raise UnreadableAudio(FailureReason.EMPTY, "the file has no bytes")
        file.seek(0)
        yield file


def _open(source: AudioSource) -> BinaryIO:
    if not isinstance(source, LocalAudio):
        return BytesIO(source.data)
    try:
        raw = FileIO(source.path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableAudio(FailureReason.VANISHED, error.strerror or "") from error
    except OSError as error:
        raise UnreadableAudio(FailureReason.UNREADABLE, error.strerror or "") from error
    raw.name = "audio"  # PyAV would hand the path on to the demuxers
    return BufferedReader(raw)
