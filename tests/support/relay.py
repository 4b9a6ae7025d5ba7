"""A way to a server that counts what passes, and breaks when a test wants it to."""

import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

_PIECE = 64 * 1024


class Relay:
    """Passes connections to 127.0.0.1:`port` on. `sent` and `received` count bytes, as the client sees it.

    Knobs: when more than `sent_limit` or `received_limit` bytes have passed, every connection is cut, and so is each
    new one at once; None is no limit. The first answer that comes after more than `losing` bytes were sent is lost, and
    its connection cut. After every piece `pause` seconds pass.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self.sent = self.received = 0
        self.sent_limit: int | None = None
        self.received_limit: int | None = None
        self.losing: int | None = None
        self.pause = 0.0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def connections(self) -> int:
        """How many clients are connected."""
        with self._lock:
            return len(self._open) // 2

    def cut(self) -> None:
        """Break every connection that there is."""
        with self._lock:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    @property
    def _broken(self) -> bool:
        passed = ((self.sent, self.sent_limit), (self.received, self.received_limit))
        return any(limit is not None and count > limit for count, limit in passed)

    def _loses(self, counter: str) -> bool:
        if counter == "sent" or self.losing is None or self.sent <= self.losing:
            return False
        self.losing = None
        return True

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=[client], daemon=True).start()

    def _connect(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._to)) as server:
            with self._lock:
                self._open |= {client, server}
            back = threading.Thread(target=self._pump, args=[server, client, "received"], daemon=True)
            back.start()
            self._pump(client, server, "sent")
            back.join()
            with self._lock:
                self._open -= {client, server}

    def _pump(self, one: socket.socket, other: socket.socket, counter: str) -> None:
        with suppress(OSError):
            while not self._broken and (data := one.recv(_PIECE)) and not self._loses(counter):
                other.sendall(data)
                setattr(self, counter, getattr(self, counter) + len(data))
                time.sleep(self.pause)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
