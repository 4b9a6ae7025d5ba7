"""A process that encodes one stream: what a file does to it, it does to that alone, and to end it is to kill it."""

import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass

from musicsim.adapters.audio import worker
from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.model.streaming import Transcoding

CHUNK = 64 * 1024
_COMMAND = (sys.executable, "-m", "musicsim.adapters.audio.transcoding_process")


@dataclass(frozen=True, slots=True)
class Order:
    """What to encode, in how much memory."""

    source: AudioSource
    wanted: Transcoding
    memory_mb: int


class TranscodingProcess:
    """The process, seen from the one that starts it. Everything blocks, but for the making.

    It runs ahead by as much as its pipe holds, 64 KiB. Whoever waits in `read` is set free by `end`. Whoever is
    cancelled while it starts need only `end` it, too: that waits for the start, or takes its place.
    """

    def __init__(self, order: Order) -> None:
        self._order = order
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._starting, self._reading = threading.Lock(), threading.Lock()

    def start(self) -> None:
        """Start it, unless it was ended already. OSError when the system has no room for it."""
        pipe = subprocess.PIPE
        with self._starting:
            if self._ended:
                return
            # in a session of its own: signals that a terminal sends to all are for the one who decides
            self._process = subprocess.Popen(  # noqa: S603 - the command is ours
                _COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
            )
            _send(self._process, pickle.dumps(self._order))

    def read(self) -> bytes:
        """The next bytes, at most CHUNK; b"" at the end. UnreadableAudio or Unavailable when it ended badly."""
        with self._reading:
            process = self._process
            if process is None or process.stdout is None or process.stdout.closed:
                return b""
            if not (data := os.read(process.stdout.fileno(), CHUNK)):
                _blame(process)
            return data

    def kill(self) -> None:
        """Kill it, without waiting; what there is to let go of is `end`'s."""
        if self._process is not None:
            self._process.kill()

    def end(self) -> None:
        """Kill it, if it lives, and let go of everything; repeatable."""
        with self._starting:
            self._ended = True
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        with self._reading:
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                if stream is not None:
                    stream.close()


def _send(process: "subprocess.Popen[bytes]", order: bytes) -> None:
    assert process.stdin is not None  # noqa: S101 - for the type checker: it is a pipe
    try:
        with process.stdin as way:
            way.write(order)
    except BrokenPipeError:
        pass  # it died at birth: `read` says so


def _blame(process: "subprocess.Popen[bytes]") -> None:
    assert process.stderr is not None  # noqa: S101 - see above
    said = process.stderr.read()
    if process.wait() == 0:
        return
    if said:
        fault: Exception = pickle.loads(said)  # noqa: S301 - our own process says it
        raise fault
    raise UnreadableAudio(FailureReason.CRASHED, "the process that transcoded it died")


def main() -> None:
    """Do what standard input orders: bytes go to standard output, what is wrong, at the end, to standard error."""
    out, err = _own(1), _own(2)
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process sends it
    limit = order.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # nobody listens any more
    try:
        worker.run(_perform, order, out)
    except (UnreadableAudio, MusicsimError) as fault:
        _write(err, pickle.dumps(fault))
        sys.exit(1)


def _perform(order: Order, out: int) -> None:
    from musicsim.adapters.audio.opening import opened
    from musicsim.adapters.audio.transcoding import transcoded

    with opened(order.source) as file:
        for piece in transcoded(file, order.wanted):
            _write(out, piece)


def _own(descriptor: int) -> int:
    """The file behind a number that libraries may write to, under another number; theirs leads nowhere."""
    own = os.dup(descriptor)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return own


def _write(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


if __name__ == "__main__":
    main()
