"""One connection, made when it is first needed, whose faults are the domain's."""

import fcntl
import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from musicsim.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pymilvus import MilvusClient

T = TypeVar("T")

SERVICE = "vector index"
TIMEOUT = 10.0  # seconds that a call may take
_LITE_SUFFIX = ".db"
_TALKATIVE = (
    "pymilvus.decorators",
    "pymilvus.client.iterator.query_iterator",
    "milvus_lite.server_manager",
    "grpc._server",
)
"""Loggers that print a traceback for faults that are translated here, or that mean nothing."""


class Connection:
    """Called from threads; every method may block. pymilvus takes seconds to import, so only what connects does."""

    def __init__(self, uri: str, token: str) -> None:
        self._uri = uri
        self._token = token
        self._lock = threading.Lock()
        self._client: MilvusClient | None = None
        self.embedded = "://" not in uri and uri.endswith(_LITE_SUFFIX)

    def run(self, work: "Callable[[MilvusClient], T]") -> T:
        """What `work` returns; whatever Milvus or the network raises in it becomes Unavailable."""
        try:
            from grpc import RpcError
            from pymilvus import MilvusException
        except ImportError as fault:
            raise Unavailable(SERVICE, "Milvus needs further packages: pip install 'musicsim[milvus]'.") from fault
        try:
            return work(self._connected())
        except (MilvusException, RpcError, OSError) as fault:
            raise Unavailable(SERVICE, f"Milvus at {self._uri} cannot be used: {self._reason(fault)}.") from fault

    def close(self) -> None:
        """Close it, and with it the Lite file, so that others can open that."""
        with self._lock:
            if self._client is None:
                return
            self._client.close()
            self._client = None
            if self.embedded:
                from milvus_lite.server_manager import server_manager_instance

                server_manager_instance.release_server(self._uri)

    def _connected(self) -> "MilvusClient":
        from pymilvus import MilvusClient

        with self._lock:
            if self._client is None:
                if self.embedded:
                    Path(self._uri).parent.mkdir(parents=True, exist_ok=True)
                for name in _TALKATIVE:
                    logging.getLogger(name).setLevel(logging.CRITICAL)
                self._client = MilvusClient(self._uri, token=self._token, timeout=TIMEOUT, dedicated=True)
            return self._client

    def _reason(self, fault: Exception) -> str:
        if self._client is None and self.embedded and self._locked():
            return "another process holds the file; end it, or let it do the work"
        return str(getattr(fault, "message", "") or fault).splitlines()[0].rstrip(".")

    def _locked(self) -> bool:
        """Whether the file's lock is taken; Milvus Lite itself only says that opening failed."""
        try:
            with (Path(self._uri) / "LOCK").open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False
