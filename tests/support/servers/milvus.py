"""A Milvus server for tests: in a temporary folder and a network of its own, reached on one port of 127.0.0.1."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from tests.support.servers.guarded import CannotRun, Guarded
from tests.support.servers.ports import new_port
from tests.support.servers.server import Server

_PLACE = Path(__file__).parents[3] / "build" / "milvus-server"  # see scripts/milvus-server
_HERE = Path(__file__).parent
_PORT, _HEALTH = "19530", "http://127.0.0.1:9091/healthz"  # inside
_ALONE = ["--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
_FIXED = {"DEPLOY_MODE": "STANDALONE", "METRICS_PORT": "9091"}
QUICK = {
    "PROXY_TIMETICKINTERVAL": "20",  # how long strongly consistent reads wait
    "QUERYCOORD_CHECKSEGMENTINTERVAL": "100",
    "QUERYCOORD_CHECKCHANNELINTERVAL": "100",
    "QUERYCOORD_DISTPULLINTERVAL": "50",
    "QUERYCOORD_UPDATENEXTTARGETINTERVAL": "0.1",  # seconds; each new collection waits for it
    "INDEXCOORD_SCHEDULER_INTERVAL": "100",
    "COMMON_SESSION_TTL": "5",
}
"""Milliseconds between its rounds, for tests, which wait for them again and again.

The last is the seconds after which it believes that its parts have ended: until then one that was started again waits
for those from before, and one that hangs for longer ends.
"""

GUARDED = QUICK | {"COMMON_SECURITY_AUTHORIZATIONENABLED": "true"}
"""With accounts: "root:Milvus" is the one that is there."""

PATIENT = QUICK | {"COMMON_SESSION_TTL": "30"}
"""For tests that let it hang for long."""


class Milvus(Server):
    """`tuning` is for the server's environment, `token` is that of somebody whom it lets in, where it asks.

    Its processes have namespaces, so that with the first all end."""

    name = "Milvus"
    patience = 90.0  # some eight seconds after a sudden end

    def __init__(self, tuning: Mapping[str, str] = QUICK, token: str = "") -> None:
        self._tuning = tuning
        self._token = token
        self._port = new_port()

    @property
    def uri(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, on the same port and data as before; returns when it answers from what it had."""
        assert self._server is None
        python = _PLACE / "bin" / "python"
        self._log.write_bytes(b"")
        with socket.create_server(("127.0.0.1", self._port)) as listening:
            environment = [f"{name}={value}" for name, value in {**_FIXED, **self._tuning}.items()]
            run = [python, "-P", _HERE / "milvus_run.py", _PLACE / "programs", self._folder / "data"]
            relay = [python, _HERE / "enclosed.py", str(listening.fileno()), _PORT, _HEALTH]
            command = ["/usr/bin/env", *environment, *self._unshare, *relay, *run]
            self._server = Guarded(command, self._log, end=signal.SIGKILL, inherited=[listening.fileno()])
        self._wait_until(self._said_something, pause=0.02)
        if not self._is_ready():
            raise CannotRun(f"Milvus ends at once: {self._log.read_text(errors='replace')[-2000:]}")
        self._wait_until(self._has_loaded, pause=0.1)

    def _prepare(self) -> None:
        if not (_PLACE / ".made").exists():
            raise CannotRun("scripts/milvus-server has not made one: there are builds for Linux on x86-64 only")
        self._unshare = _unsharing()

    def _said_something(self) -> bool:
        return self._is_ready() or b"ended\n" in self._log.read_bytes()

    def _has_loaded(self) -> bool:
        """It calls itself healthy some seconds before it has in memory again what was there."""
        from grpc import RpcError
        from pymilvus import MilvusClient, MilvusException  # slow: it brings pandas, which most test runs need not
        from pymilvus.client.types import LoadState

        try:
            with closing(MilvusClient(self.uri, token=self._token, timeout=5, dedicated=True)) as client:
                for name in client.list_collections():
                    if client.get_load_state(name)["state"] != LoadState.NotLoad:
                        client.query(name, filter="", output_fields=["count(*)"], timeout=5)
        except (MilvusException, RpcError):  # what is late is told by gRPC
            return False
        return True

    def _is_ready(self) -> bool:
        return b"ready\n" in self._log.read_bytes()


def _unsharing() -> list[str]:
    """The command that gives what follows namespaces of its own, as root or as whom the kernel lets."""
    program = shutil.which("unshare")
    if program is None:
        raise CannotRun("there is no unshare (util-linux) to give it a network of its own")
    as_whom = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = [program, *as_whom, *_ALONE]
    tried = subprocess.run([*command, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise CannotRun(f"the kernel gives it no network of its own: {tried.stderr.strip()}")
    return command
