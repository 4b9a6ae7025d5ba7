"""Attempts that are used up and come back: the generic cell rate algorithm (ITU-T I.371, annex A).

One moment a key is all there is to keep: when the key has settled, as if nothing had been tried.
"""

import ipaddress
from collections.abc import Mapping
from datetime import datetime, timedelta

from musicsim.domain.errors import TooMany
from musicsim.domain.model.allowance import Allowance
from musicsim.domain.rules.names import name_key
from musicsim.domain.rules.secret_texts import digest

NOW = timedelta()

_ACCOUNT = Allowance(5, timedelta(minutes=1))
"""Passwords for one name: five at once, then one a minute, 1,440 a day; wherever they come from."""

_ADDRESS = Allowance(20, timedelta(seconds=10))
"""Passwords from one address, whoever they are for: a family behind one router must not lock itself out."""

_REGISTRATION = Allowance(10, timedelta(minutes=6))
_SITE = 64  # bits of an IPv6 address that belong to one customer


def sign_in_attempts(name: str, address: str) -> Mapping[str, Allowance]:
    """What one attempt to sign in with a name, from an address, is counted by."""
    # the digest is of one length, whatever somebody types
    return {f"account {digest(name_key(name))}": _ACCOUNT, f"address {_site(address)}": _ADDRESS}


def registration_attempts(address: str) -> Mapping[str, Allowance]:
    """What one attempt to register is counted by."""
    return {f"registration {_site(address)}": _REGISTRATION}


def check_wait(wait: timedelta) -> None:
    """TooMany, unless there is no wait."""
    if wait > NOW:
        raise TooMany("This was tried too often. Wait a moment, then try again.", wait.total_seconds())


def _site(address: str) -> str:
    """The address or, as nobody has but one of them, the network of one in IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = parsed.ipv4_mapped or parsed
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network((parsed, _SITE), strict=False))


def wait_before(settled_at: datetime, allowance: Allowance, now: datetime) -> timedelta:
    """How long to wait before another attempt; NOW when one is left."""
    return max(NOW, settled_at - now - (allowance.burst - 1) * allowance.every)


def settled_after(settled_at: datetime, allowance: Allowance, now: datetime) -> datetime:
    """When a key has settled after another attempt."""
    return max(settled_at, now) + allowance.every
