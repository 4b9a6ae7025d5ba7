"""`musicsim serve` in a process of its own, and somebody who is signed in there."""

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.serving import HOST, free_port
from musicsim.config import Settings
from musicsim.domain.use_cases.found_accounts import FIRST

_PATIENCE = 60.0
_PASSWORD = "for the benchmark only"  # noqa: S105 - of a database that ends with it


@contextlib.contextmanager
def signed_in_server(settings: Settings) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Its address, and what an admin's browser would show there: a short access token."""
    port = free_port()
    environment = {**os.environ, "MUSICSIM_ADMIN_PASSWORD": _PASSWORD}
    environment |= {
        "MUSICSIM_DATABASE_URL": settings.database_url,
        "MUSICSIM_DATA": str(settings.data),
        "MUSICSIM_LIBRARY": str(settings.library),
        "MUSICSIM_WORK": "false",
    }
    command = [str(Path(sys.executable).with_name("musicsim")), "serve", "--no-scan", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://{HOST}:{port}"
    try:
        yield address, {"Authorization": f"Bearer {_token(process, address)}", "Accept-Encoding": "gzip"}
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _token(process: subprocess.Popen[bytes], address: str) -> str:
    body = json.dumps({"name": FIRST, "password": _PASSWORD}).encode()
    deadline = time.perf_counter() + _PATIENCE
    while True:
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{address}/api/v1/auth/login", body, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
                return str(json.load(answer)["access_token"])
        except urllib.error.URLError:
            assert process.poll() is None, "The server ended."
            assert time.perf_counter() < deadline, "The server does not answer."
            time.sleep(0.05)
