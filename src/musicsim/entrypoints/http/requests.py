"""Requests as they come."""

from typing import Any

from litestar import Request
from litestar.exceptions import ClientException


class AnyRequest(Request[Any, Any, Any]):
    """Litestar's, to which JSON that is nested without end would look like a fault of ours."""

    async def json(self) -> Any:
        """The decoded body; ClientException for what is no JSON."""
        try:
            return await super().json()
        except RecursionError:
            raise ClientException("JSON is malformed: it is nested too deeply") from None
