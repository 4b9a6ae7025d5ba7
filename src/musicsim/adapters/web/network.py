"""Connections that lead to the outside, and nowhere else."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore

from musicsim.adapters.web.addresses import Address, parsed

Resolve = Callable[[str, int], Awaitable[list[Address]]]
Admits = Callable[[Address], bool]


class NotAdmitted(Exception):  # noqa: N818
    """The host is, or may be, one that must not be asked."""


async def resolved(host: str, port: int) -> list[Address]:
    """What a name stands for, as the system says. OSError when it does not know it."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    texts = dict.fromkeys(str(entry[4][0]) for entry in found)
    return [address for text in texts if (address := parsed(text.partition("%")[0])) is not None]


class AdmittedNetwork(httpcore.AsyncNetworkBackend):
    """Looks names up itself and connects to what it has judged: a name that means something else when it is looked up
    again ("DNS rebinding") changes nothing.

    `admits` says which addresses may be asked. One that may not spoils all that a name stands for.
    """

    def __init__(self, admits: Admits, resolve: Resolve = resolved) -> None:
        self._admits = admits
        self._resolve = resolve
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to one of the host's addresses."""
        fault: Exception = httpcore.ConnectError("no address")
        for address in await self._judged(host, port):
            try:
                return await self._plain.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                fault = refused
        raise fault

    async def _judged(self, host: str, port: int) -> list[Address]:
        literal = parsed(host)
        try:
            addresses = [literal] if literal is not None else await self._resolve(host, port)
        except (OSError, UnicodeError) as fault:
            raise httpcore.ConnectError("unknown host") from fault
        if not all(map(self._admits, addresses)):
            raise NotAdmitted
        return addresses
