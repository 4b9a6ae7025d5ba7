"""Services that give the answers which a test gives them."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, str, Mapping[str, str]]
"""Status, body and headers."""


@contextmanager
def answering(status: int, body: str, headers: Mapping[str, str]) -> Iterator[str]:
    """The endpoint of an HTTP service on 127.0.0.1 that answers every request so."""
    with answering_by(lambda method, target: (status, body, headers)) as endpoint:
        yield endpoint


@contextmanager
def answering_by(rule: Callable[[str, str], Answer]) -> Iterator[str]:
    """The same, with an answer by method and target."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            status, body, headers = rule(self.command, self.path)
            self.send_response_only(status)
            for name, value in {"Content-Length": str(len(body.encode())), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body.encode())

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answer  # noqa: N815 - as http.server calls them

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
