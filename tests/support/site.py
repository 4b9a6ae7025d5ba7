"""The application on real servers, in processes of its own, asked and burdened over HTTP."""

import io
import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.support.nursery import start
from tests.support.servers import s3 as s3_server
from tests.support.servers.milvus import Milvus
from tests.support.servers.postgres import Postgres
from tests.support.servers.s3 import S3
from tests.support.signing_in import FOUNDED, UNUSED, signed_in

PATIENCE = 60.0  # seconds; only a test that fails waits so long
SLOWEST = 12.0  # seconds that an answer may take, whatever is down

ALL = "limit=100&per_artist=100&per_album=100"
ENOUGH = 5  # answers that show how things are

JSON = dict[str, Any]


@dataclass
class Site:
    """A server of musicsim, its settings, and the bucket with its library."""

    environment: Mapping[str, str]
    objects: S3
    bucket: str
    url: str
    headers: Mapping[str, str]

    def ask(self, path: str, method: str = "GET", **options: Any) -> httpx.Response:
        """The answer to one request of an admin's."""
        options.setdefault("headers", self.headers)
        return httpx.request(method, f"{self.url}/api/v1{path}", timeout=SLOWEST, verify=UNUSED, **options)

    def put(self, **files: bytes) -> None:
        """Put files into the library, behind its back."""
        for name, data in files.items():
            self.objects.client().put_object(self.bucket, f"{name}.wav", io.BytesIO(data), len(data))

    def remove(self, name: str) -> None:
        self.objects.client().remove_object(self.bucket, f"{name}.wav")

    def scan(self) -> None:
        """Ask for a scan, which is accepted."""
        assert self.ask("/library/scans", "POST").status_code == 202

    def status(self) -> JSON:
        status: JSON = self.ask("/library/status").json()
        return status

    def tracks(self) -> dict[str, JSON]:
        """The tracks by title."""
        return {track["title"]: track for track in self.ask("/tracks").json()["items"]}

    def similar(self, title: str) -> set[str]:
        """The titles that are similar; none when the answer is none."""
        track = self.tracks().get(title)
        answer = self.ask(f"/tracks/{track['id']}/similar?{ALL}") if track else None
        if answer is None or answer.status_code != 200:
            return set()
        found = answer.json()
        tracks = [*found["copies"], *(hit["track"] for hit in found["items"])]
        return {one["title"] for one in tracks}


def until(holds: Callable[[], bool], patience: float = PATIENCE) -> float:
    """Wait for a condition; the seconds that it took."""
    started = time.monotonic()
    while not holds():
        assert time.monotonic() - started < patience, "it does not come to be"
        time.sleep(0.02)
    return time.monotonic() - started


@dataclass
class Load:
    """Requests without a pause, one thread a path; what they were answered, with the moment of each answer."""

    site: Site
    paths: Mapping[str, str]
    answers: list[tuple[str, float, int]] = field(default_factory=list)

    def statuses(self, name: str, since: float = 0.0, until: float = float("inf")) -> set[int]:
        """All that a path was answered within a time; 0 stands for no answer."""
        return {status for path, moment, status in self.answers if path == name and since <= moment <= until}

    def go_on(self) -> None:
        """Wait until every path was asked and answered some times more."""
        begun = time.monotonic()
        until(
            lambda: all(sum(one == name and at > begun for one, at, _ in self.answers) >= ENOUGH for name in self.paths)
        )

    @contextmanager
    def on(self) -> Iterator[None]:
        ended = threading.Event()
        threads = [threading.Thread(target=self._ask, args=(name, ended)) for name in self.paths]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            ended.set()
            for thread in threads:
                thread.join()

    def _ask(self, name: str, ended: threading.Event) -> None:
        base = f"{self.site.url}/api/v1"
        with httpx.Client(base_url=base, timeout=SLOWEST, headers=self.site.headers, verify=UNUSED) as client:
            while not ended.is_set():
                try:
                    status = client.get(self.paths[name]).status_code
                except httpx.HTTPError:
                    status = 0
                self.answers.append((name, time.monotonic(), status))
                ended.wait(0.02)


@contextmanager
def site_on(postgres: Postgres, milvus: Milvus, objects: S3, folder: Path) -> Iterator[Site]:
    """A server on empty stores, listening to music itself."""
    bucket = objects.new_bucket()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MUSICSIM_")} | {
        "MUSICSIM_DATA": str(folder),
        "MUSICSIM_DATABASE_URL": postgres.new_database(),
        "MUSICSIM_VECTOR_INDEX": "milvus",
        "MUSICSIM_MILVUS_URI": milvus.uri,
        "MUSICSIM_JOB_QUEUE": "procrastinate",
        "MUSICSIM_LIBRARY": f"s3://{bucket}",
        "MUSICSIM_BLOBS": f"s3://{objects.new_bucket()}",
        "MUSICSIM_S3_ENDPOINT": objects.endpoint,
        "MUSICSIM_S3_ACCESS_KEY": s3_server.ACCESS_KEY,
        "MUSICSIM_S3_SECRET_KEY": s3_server.SECRET_KEY,
        "MUSICSIM_PROCESSES": "1",
        **FOUNDED,
    }
    process, output = start(["serve", "--port", "0", "--no-scan", "--json"], environment)
    try:
        url = _announced(output)
        yield Site(environment, objects, bucket, url, signed_in(url))
    finally:
        process.terminate()
        process.wait(PATIENCE)
        output.close()


def _announced(output: Iterable[str]) -> str:
    """The address that a server prints, a JSON document on several lines."""
    text = ""
    for line in output:
        text += line
        if line.startswith("}"):
            return str(json.loads(text)["url"])
    raise AssertionError(f"the server ended: {text}")
