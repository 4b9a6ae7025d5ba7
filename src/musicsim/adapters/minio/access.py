"""Who we are to the object store, and where it is."""

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from musicsim.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from minio import Minio


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """An endpoint, such as "https://minio.example:9000", and the key pair for it."""

    endpoint: str
    access_key: str
    secret_key: str = field(repr=False)
    region: str = "us-east-1"


def new_client(access: Access, service: str, connections: int) -> "tuple[Minio, Callable[[], None]]":
    """A client that keeps as many connections, and what closes them; nothing is sent yet.

    Unavailable, in the name of `service`, when its packages are missing or the endpoint is not one.
    """
    try:
        from minio import Minio

        from musicsim.adapters.minio.transport import Transport
    except ImportError as fault:
        raise Unavailable(service, "S3 needs further packages: pip install 'musicsim[s3]'.") from fault
    logging.getLogger("urllib3.connectionpool").addFilter(_is_no_warning)
    who = access.access_key, access.secret_key
    try:
        secure, host = _parsed(access.endpoint)
        transport = Transport(connections, secure=secure)
        client = Minio(host, *who, secure=secure, region=access.region, http_client=transport)
    except ValueError as fault:
        message = f"MUSICSIM_S3_ENDPOINT is wrong: {access.endpoint!r}: {fault}."
        raise Unavailable(service, message) from fault
    return client, transport.clear


def _parsed(endpoint: str) -> tuple[bool, str]:
    """Whether it speaks TLS, and its host and port. ValueError when it is no endpoint."""
    parts = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("it is made of http:// or https://, a host and, where need be, a port")
    return parts.scheme == "https", parts.netloc


def _is_no_warning(record: logging.LogRecord) -> bool:
    """Each attempt of many would be told while the service is away; what came of the last is raised."""
    return record.levelno != logging.WARNING
