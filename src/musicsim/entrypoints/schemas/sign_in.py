"""Signing in."""

import msgspec

from musicsim.domain.rules.passwords import LONGEST, SHORTEST
from musicsim.domain.use_cases.register import Registration
from musicsim.entrypoints.schemas.me import Me, Name, Password


class Credentials(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name and its password. With `cookies` the tokens come as cookies that scripts cannot read, else as text."""

    name: Name
    password: Password
    cookies: bool = False


class RefreshToken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What renews or ends a session; browsers have it in a cookie instead."""

    refresh_token: Name


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, and for how many seconds until the session has to be renewed.

    Either the tokens are there or, where they come as cookies, the `csrf_token` to send along with changes.
    """

    user: Me
    expires_in: int
    access_token: str | None
    refresh_token: str | None
    csrf_token: str | None


class Newcomer(Credentials, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name and a password to choose, and the code of an invite where one is needed."""

    invite: Name | None = None


class SignInOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a sign-in page has to know: who may register (`open`, `invite`, `closed`), how long passwords are."""

    registration: Registration
    shortest_password: int
    longest_password: int

    @classmethod
    def of(cls, registration: Registration) -> "SignInOptions":
        return cls(registration=registration, shortest_password=SHORTEST, longest_password=LONGEST)
