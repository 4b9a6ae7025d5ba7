"""HTTP, once for all services."""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterable
from functools import cache
from urllib.parse import SplitResult, urlsplit

import httpcore

from musicsim.adapters.web.addresses import is_public
from musicsim.adapters.web.network import Admits, AdmittedNetwork, NotAdmitted, Resolve, resolved
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.outside import Garbled, RefusalReason, Refused, TooLong
from musicsim.domain.model.web import WebAnswer, WebRequest
from musicsim.ports.web import Web

_CONNECT = 5.0
"""Seconds until somebody has to be there; the rest of a request's time is for the answer."""

_CONNECTIONS = 20
_KEPT = 5
_KEPT_SECONDS = 30.0
_EITHER_ENCODING = 47  # zlib finds out by itself whether it is gzip or deflate


class HttpWeb(Web):
    """Asks with `user_agent`, which should say where its owner can be found: some services want to know.

    Only addresses that `admits` allows are asked, by default public ones, and only over TLS: nobody whose words lead to
    a request can have it sent to what only this machine can reach. `resolve` looks names up.
    """

    def __init__(
        self, user_agent: str, *, admits: Admits = is_public, resolve: Resolve = resolved, plain: bool = False
    ) -> None:
        self._user_agent = user_agent
        self._schemes = {"https", "http"} if plain else {"https"}
        self._network = AdmittedNetwork(admits, resolve)
        self._pool: httpcore.AsyncConnectionPool | None = None

    async def ask(self, service: str, request: WebRequest) -> WebAnswer:
        host = self._checked(request.url).hostname
        _check_headers(service, request)
        try:
            async with asyncio.timeout(request.seconds):
                return await self._exchange(service, request)
        except TimeoutError:
            raise Unavailable(service, f"{host} did not answer within {request.seconds:g} s.") from None
        except NotAdmitted:
            raise Invalid(f"{host} is no public address.", "url") from None
        except httpcore.ProtocolError:
            raise Garbled(service, f"{host} does not speak HTTP as it should.") from None
        except (httpcore.NetworkError, httpcore.TimeoutException) as fault:
            raise Unavailable(service, f"{host} cannot be reached ({type(fault).__name__}).") from fault

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.aclose()

    def _checked(self, url: str) -> SplitResult:
        """The address in its parts. Invalid when it is none, or not one to be asked."""
        try:
            parts = urlsplit(url)
            usable = bool(parts.hostname) and (parts.port or 1) > 0 and url.isascii() and url.isprintable()
        except ValueError:
            usable = False
        if not usable or " " in url or parts.scheme not in self._schemes:
            raise Invalid("This is no address that can be asked; it begins with https://.", "url")
        return parts

    async def _exchange(self, service: str, request: WebRequest) -> WebAnswer:
        headers: dict[bytes | str, bytes | str] = {
            "Host": urlsplit(request.url).netloc.rpartition("@")[2],
            "User-Agent": self._user_agent,
            "Accept-Encoding": "gzip",
        }
        headers.update(request.headers)
        if request.body or request.method != "GET":
            headers["Content-Length"] = str(len(request.body))
        limits = dict.fromkeys(("read", "write", "pool"), request.seconds) | {"connect": _CONNECT}
        asking = self._connections().stream(
            request.method, request.url, headers=headers, content=request.body, extensions={"timeout": limits}
        )
        async with asking as answer:
            told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            body = await _limited(service, answer.aiter_stream(), request.most_bytes)
        return WebAnswer(answer.status, told, _decoded(service, body, told, request.most_bytes))

    def _connections(self) -> httpcore.AsyncConnectionPool:
        """Made when the first question is asked, on the event loop that asks."""
        if self._pool is None:
            self._pool = httpcore.AsyncConnectionPool(
                ssl_context=_trust(),
                max_connections=_CONNECTIONS,
                max_keepalive_connections=_KEPT,
                keepalive_expiry=_KEPT_SECONDS,
                network_backend=self._network,
            )
        return self._pool


@cache
def _trust() -> ssl.SSLContext:
    """The system's certificates: reading them takes 50 ms."""
    return ssl.create_default_context()


def _check_headers(service: str, request: WebRequest) -> None:
    """Refused for what no header can hold. Left to the library it would quote the header, and with it a key."""
    texts = [*request.headers, *request.headers.values()]
    if not all(text.isascii() and (text.isprintable() or not text) for text in texts):
        message = f"The key for {service} in the settings holds characters that none can have, such as a line's end."
        raise Refused(service, RefusalReason.CREDENTIALS, message)


async def _limited(service: str, chunks: AsyncIterable[bytes], most: int) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise _too_long(service, most)
    return bytes(body)


def _decoded(service: str, body: bytes, headers: dict[str, str], most: int) -> bytes:
    """The body as it was meant; what unpacks to more than `most` is not unpacked further."""
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding == "identity" or not body:
        return body
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise Garbled(service, f"{service} answers in an encoding that was not asked for.")
    unpacking = zlib.decompressobj(_EITHER_ENCODING)
    try:
        plain = unpacking.decompress(body, most + 1)
    except zlib.error:
        raise Garbled(service, f"{service} answers with damaged bytes.") from None
    if len(plain) > most:
        raise _too_long(service, most)
    if not unpacking.eof:
        raise Garbled(service, f"{service} broke off its answer.")
    return plain


def _too_long(service: str, most: int) -> TooLong:
    return TooLong(service, f"{service} answers with more than {most} bytes.")
