"""A bare server of files, to measure streaming against: nginx where it is, else Python's own."""

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.serving import HOST, free_port

_PATIENCE = 10.0
_PLACES = "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"

_NGINX = """
daemon off; master_process off; pid {here}/pid; error_log stderr crit; user root;
events {{ }}
http {{
    access_log off; sendfile on; tcp_nopush on;
    client_body_temp_path {here}/body; proxy_temp_path {here}/proxy; fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi; scgi_temp_path {here}/scgi;
    server {{ listen {host}:{port}; root {root}; }}
}}
"""


@contextlib.contextmanager
def file_server(file: Path) -> Iterator[tuple[str, str]]:
    """The name of a server that gives out `file`, and the file's address there."""
    port = free_port()
    with tempfile.TemporaryDirectory() as here:
        served = Path(here) / "served"
        served.mkdir()
        (served / "song").symlink_to(file)
        nginx = shutil.which("nginx", path=_PLACES)
        command = _nginx(nginx, Path(here), served, port) if nginx else _python(served, port)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _await(port)
            yield "nginx" if nginx else "http.server", f"http://{HOST}:{port}/song"
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _nginx(program: str, here: Path, root: Path, port: int) -> list[str]:
    settings = here / "nginx.conf"
    settings.write_text(_NGINX.format(here=here, host=HOST, port=port, root=root))
    return [program, "-c", str(settings), "-p", str(here)]


def _python(root: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "http.server", str(port), "--bind", HOST, "--directory", str(root)]


def _await(port: int) -> None:
    deadline = time.perf_counter() + _PATIENCE
    while True:
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection((HOST, port), _PATIENCE):
            return
        assert time.perf_counter() < deadline, "The server of files does not answer."
        time.sleep(0.01)
