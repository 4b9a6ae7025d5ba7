"""Which addresses of the network lie on the outside."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are an IPv4 address that a router asks in our name."""


def is_public(address: Address) -> bool:
    """Whether anybody on the internet could ask it, too. An address inside another one counts as well."""
    inner = _embedded(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_public(inner)
    local = isinstance(address, IPv6Address) and address.is_site_local  # fec0::/10: given up, and not gone everywhere
    return address.is_global and not (address.is_multicast or address.is_reserved or local)


def parsed(text: str) -> Address | None:
    """The address that a text is, None for a host's name; a zone ("fe80::1%eth0") makes it local."""
    try:
        return ip_address(text.strip("[]"))
    except ValueError:
        return None


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to: mapped, translated, 6to4 or Teredo."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
