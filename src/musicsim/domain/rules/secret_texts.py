"""Texts that prove something by being known: refresh tokens, API tokens, invites.

Each has 256 bits of chance, so a plain digest is enough to keep in its place; nobody can try them all.
"""

import hashlib
import hmac
import secrets

from musicsim.domain.model.identity import SessionId

BEGINNING = "musicsim_"
"""How tokens for programs begin, so that people and scanners of leaked secrets recognise them."""


def new_api_token() -> str:
    return BEGINNING + secrets.token_urlsafe(32)


def new_invite() -> str:
    return secrets.token_urlsafe(32)


def new_refresh_token(session: SessionId) -> str:
    """Opaque to clients; `session_of` reads the session out of it."""
    return f"{session}.{secrets.token_urlsafe(32)}"


def session_of(refresh_token: str) -> SessionId:
    """The session that a refresh token claims to belong to; proves nothing."""
    return SessionId(refresh_token.rpartition(".")[0])


def successor(refresh_token: str, key: bytes) -> str:
    """The token that comes after another: the same one whenever it is asked for, known to nobody without `key`."""
    following = hmac.digest(derived(key, "refresh"), refresh_token.encode(errors="surrogatepass"), "sha256")
    return f"{session_of(refresh_token)}.{following.hex()}"


def derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, 32 bytes, that tells nothing of the others."""
    return hmac.digest(key, f"musicsim {purpose}".encode(), "sha256")


def digest(text: str) -> str:
    """What is kept in a text's place: SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
