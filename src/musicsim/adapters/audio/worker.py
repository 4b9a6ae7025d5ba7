"""What worker processes run.

Nothing heavy is imported before the limits are set: the numerical libraries read theirs once, when they are loaded.
Whatever goes wrong travels back as an error of the domain, for the parent could not even unpickle a driver's.
"""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.failure import FailureReason, UnreadableAudio

if TYPE_CHECKING:
    from musicsim.domain.model.analysis import Analysis, Waveform
    from musicsim.domain.model.audio_format import AudioFormat
    from musicsim.domain.model.clip import Excerpt
    from musicsim.domain.model.segments import Segments

T = TypeVar("T")
_POLITE = 5  # listening takes every core for hours: who asks meanwhile goes first
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def prepare(memory_mb: int) -> str:
    """Confine this process and load the models. What is wrong with their files, "" if nothing; dies without libraries.

    An answer and not an error, for errors with several arguments do not survive the way between processes.
    """
    confine(memory_mb)
    return _load()


def confine(memory_mb: int) -> None:
    """Bound what this process may take, before anything is decoded in it."""
    limit = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    _quieten()


@cache
def _quieten() -> None:
    for name in _THREADS:
        os.environ[name] = "1"
    for end in (signal.SIGINT, signal.SIGTERM):  # they come to all processes at once, but it is the parent who decides
        signal.signal(end, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # nobody reads what libraries write there, and a full pipe blocks
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@cache
def _load() -> str:
    os.nice(_POLITE)
    try:
        from musicsim.adapters.audio.listen import warm_up

        warm_up()
    except MusicsimError as error:
        return str(error)
    except BaseException:  # half-loaded libraries are of no use to anybody, and cannot be loaded again
        os._exit(os.EX_SOFTWARE)
    return ""


def run(function: Callable[..., T], *args: object) -> T:
    """Call it, and say in the domain's words what goes wrong."""
    with _blame():
        return function(*args)


def analyse(source: AudioSource) -> "Analysis":
    """Listen to a track."""
    from musicsim.adapters.audio.listen import listen

    return listen(source)


def segments(source: AudioSource) -> "Segments":
    """Take the fingerprint of a whole track."""
    from musicsim.adapters.audio.whole import segments_of

    return segments_of(source)


def excerpt(source: AudioSource) -> "Excerpt":
    """Listen to an excerpt."""
    from musicsim.adapters.audio.excerpt import listen_to

    return listen_to(source)


def waveform(source: AudioSource, points: int) -> "Waveform":
    """Draw a track."""
    from musicsim.adapters.audio.waveform import draw

    return draw(source, points)


def inspect(source: AudioSource) -> "AudioFormat":
    """Look at what may be audio, which needs no model."""
    from musicsim.adapters.audio.inspecting import format_of

    return format_of(source)


@contextmanager
def _blame() -> Iterator[None]:
    try:
        yield
    except MemoryError as error:
        raise UnreadableAudio(FailureReason.TOO_LARGE, "listening to it takes more memory than it may") from error
    except OSError as error:
        raise UnreadableAudio(FailureReason.UNREADABLE, error.strerror or str(error)) from error
    except (UnreadableAudio, MusicsimError):
        raise
    except Exception as error:
        if "alloc" in str(error).lower():  # how ONNX Runtime and FFmpeg say that memory ran out
            raise UnreadableAudio(FailureReason.TOO_LARGE, str(error)) from error
        raise UnreadableAudio(FailureReason.DAMAGED, f"{type(error).__name__}: {error}") from error
