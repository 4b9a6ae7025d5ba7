"""Passwords. Length is all that is asked for, as NIST SP 800-63B, 3.1.1.2 has it."""

import secrets
import unicodedata

from musicsim.domain.errors import Invalid
from musicsim.domain.rules.names import name_key

SHORTEST = 10
LONGEST = 200
"""Characters; more would only cost time."""

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that looks like another: five bits each
_GROUPS, _GROUP = 4, 4  # 80 bits


def checked_password(password: str, name: str, before: str | None = None) -> str:
    """The password that somebody of that name chose, as `normal` has it.

    Raises:
        Invalid: it is too short, too long, the name, or the one `before`.
    """
    tidy = normal(password)
    if not SHORTEST <= len(tidy) <= LONGEST:
        raise Invalid(f"A password has between {SHORTEST} and {LONGEST} characters.", "password")
    if name_key(tidy) == name_key(name):
        raise Invalid("The password must not be the name.", "password")
    if before is not None and tidy == normal(before):
        raise Invalid("This is the password that you have already.", "password")
    return tidy


def normal(password: str) -> str:
    """The password as it is hashed: keyboards differ in how they write "é" (RFC 8265, 4.2)."""
    return unicodedata.normalize("NFC", password)


def one_time_password() -> str:
    """A password to tell somebody, who then chooses another."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
