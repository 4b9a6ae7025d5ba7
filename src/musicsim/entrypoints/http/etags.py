"""Entity tags and the conditions made of them (RFC 9110, sections 8.8.3 and 13.1)."""

import hashlib
import re

_TAG = re.compile(r'(W/)?"[\x21\x23-\x7e\x80-\xff]*"')


def weak_etag(*parts: bytes) -> str:
    """A tag of content that may go out compressed, so that its bytes can differ."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return f'W/"{digest.hexdigest()[:32]}"'


def is_named_weakly(etag: str, header: str | None) -> bool:
    """Whether an If-None-Match names `etag`: W/"a" and "a" are one, "*" is every tag."""
    return _names(header, etag.removeprefix("W/"), weak=True)


def is_named_strongly(etag: str, header: str | None) -> bool:
    """Whether an If-Match names `etag`: weak tags never match, "*" is every tag."""
    return (header or "").strip() == "*" or (not etag.startswith("W/") and _names(header, etag, weak=False))


def _names(header: str | None, opaque: str, *, weak: bool) -> bool:
    if header is None:
        return False
    if header.strip() == "*":
        return True
    return any(match[0].removeprefix("W/") == opaque for match in _TAG.finditer(header) if weak or not match[1])
