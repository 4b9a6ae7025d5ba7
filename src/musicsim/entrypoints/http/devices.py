"""Where a request comes from."""

from typing import Any

from litestar import Request

from musicsim.domain.model.session import Device


def device_of(request: Request[Any, Any, Any]) -> Device:
    """Its User-Agent, and the address of its socket or, behind proxies that are trusted, what these say."""
    address = request.client.host if request.client is not None else ""
    return Device(user_agent=request.headers.get("user-agent", ""), address=address)


def is_secure(request: Request[Any, Any, Any]) -> bool:
    """Whether it came by https, as far as the first proxy that is trusted."""
    return request.scope["scheme"] == "https"
