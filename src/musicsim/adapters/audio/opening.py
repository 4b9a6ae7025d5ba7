"""From a source to a file object, or to the reason why there is none."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import BinaryIO

from musicsim.adapters.audio.beginning import Beginning
from musicsim.domain.model.audio import AudioSource, InlineAudio, LocalAudio, RemoteAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio


@contextmanager
def opened(source: AudioSource) -> Iterator[BinaryIO]:
    """The source's bytes as a seekable file.

    Decoders never see a path: what a file is called must not change what is heard, and no demuxer may follow a
    name to another file. Unavailable, at the end at the latest, when bytes could not be fetched.
    """
    with _file(source) as file:
        if file.seek(0, 2) == 0:
            raise UnreadableAudio(FailureReason.EMPTY, "the file has no bytes")
        file.seek(0)
        yield file


@contextmanager
def _file(source: AudioSource) -> Iterator[BinaryIO]:
    match source:
        case LocalAudio(path, size):
            with _local(path, size) as file:
                yield file
        case InlineAudio(data):
            yield BytesIO(data)
        case RemoteAudio():
            # HTTP and TLS take a process that is made for one stream an eighth of its start
            from musicsim.adapters.audio.ranges import Ranges
            from musicsim.adapters.audio.remote import BLOCK, RemoteFile, blaming

            with closing(Ranges(source)) as ranges:
                remote = RemoteFile(source.size, ranges.fetch)
                with blaming(remote), BufferedReader(remote, BLOCK) as file:
                    yield file


def _local(path: Path, size: int | None) -> BinaryIO:
    try:
        raw = FileIO(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableAudio(FailureReason.VANISHED, error.strerror or "") from error
    except OSError as error:
        raise UnreadableAudio(FailureReason.UNREADABLE, error.strerror or "") from error
    raw.name = "audio"  # PyAV would hand the path on to the demuxers
    return BufferedReader(raw if size is None else Beginning(raw, size))
