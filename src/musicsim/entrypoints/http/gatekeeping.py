"""Whom to answer at all, whoever they are: the hosts we are known by, and changes that no other site asks for."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from litestar.datastructures import Headers
from litestar.exceptions import HTTPException

from musicsim.config import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossSite(HTTPException):
    """Another site's page asks for a change."""

    status_code = 403


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names in a Host header that are answered, with any port.

    Another site's name that a DNS server leads here (DNS rebinding) must not be among them. It is always a name that
    public DNS can hold: whoever opens an address, or a name without a dot or under .local, means this network.
    """

    names: frozenset[str] = LOOPBACK
    addresses: bool = False
    """Whether any address is answered, too."""
    all: bool = False

    def include(self, authority: str) -> bool:
        """Whether a Host header is answered."""
        host = _host_of(authority)
        return bool(host) and (self.all or host in self.names or (self.addresses and _is_address(host)))


def hosts_of(settings: Settings, machine: str = "") -> Hosts:
    """The hosts that the settings allow; `machine` is this one's name, found out when it is not given."""
    told = frozenset(name.strip().lower() for name in settings.allowed_hosts.split(",")) - {""}
    if told:
        return Hosts(LOOPBACK | told, all="*" in told)
    if settings.host in LOOPBACK:
        return Hosts()
    name = (machine or socket.gethostname()).lower()
    short = name.partition(".")[0]
    return Hosts(LOOPBACK | {settings.host.lower(), name, short, f"{short}.local"}, addresses=True)


def refusal(method: str, headers: Headers, hosts: Hosts) -> HTTPException | None:
    """Why a request is refused, or None."""
    if not hosts.include(headers.get("host", "")):
        names = ", ".join(sorted(hosts.names))
        detail = f"This name is not served, but {names}; MUSICSIM_ALLOWED_HOSTS can allow more."
        return HTTPException(detail=detail, status_code=421)
    if method not in _SAFE and not _is_same_site(headers):
        return CrossSite(detail="Changes may be asked for by musicsim's own page only.")
    return None


def _host_of(authority: str) -> str:
    """The host without its port; "" for what is not well-formed."""
    try:
        parts = urlsplit(f"//{authority}")
        _ = parts.port
    except ValueError:
        return ""
    return "" if parts.netloc != authority or "@" in authority else (parts.hostname or "")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_same_site(headers: Headers) -> bool:
    """Browsers say where a request comes from, in one header or the other; programs say nothing."""
    if (site := headers.get("sec-fetch-site")) is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
