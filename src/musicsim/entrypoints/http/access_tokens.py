"""What says for a quarter of an hour who asks: a JSON Web Token, signed by HMAC-SHA256 (RFC 7519)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar.exceptions import NotAuthorizedException
from litestar.security.jwt import Token
from litestar.security.jwt.token import JWTDecodeOptions

from musicsim.domain.errors import Unauthenticated
from musicsim.domain.model.identity import SessionId
from musicsim.domain.model.session import Session
from musicsim.domain.rules.sessions import ACCESS

_ALGORITHM = "HS256"
_AUDIENCE = "musicsim"


@dataclass(frozen=True, slots=True)
class Claim:
    """What an access token says: nothing but the session, which knows the rest."""

    session: SessionId
    expires_at: datetime


def issue(session: Session, key: bytes, now: datetime) -> str:
    """An access token for a session."""
    token = _Token(exp=now + ACCESS, iat=now, sub=session.user, jti=session.id, aud=_AUDIENCE)
    return token.encode(key, _ALGORITHM)  # type: ignore[arg-type]


def read(text: str, key: bytes) -> Claim:
    """What a token says that was signed with `key`, be it expired or not; Unauthenticated for any other."""
    try:
        token = _Token.decode(text, key, _ALGORITHM, audience=_AUDIENCE, verify_exp=False, verify_nbf=False)  # type: ignore[arg-type]
    except NotAuthorizedException as fault:
        raise Unauthenticated("This is no access token.") from fault
    return Claim(SessionId(str(token.jti)), token.exp)


@dataclass
class _Token(Token):
    """Litestar's, with the times left to the application's own clock: hosts differ by seconds, and a token must not
    be refused because it comes from the future.
    """

    def __post_init__(self) -> None:
        self.exp, self.iat = self.exp.replace(microsecond=0), self.iat.replace(microsecond=0)

    @classmethod
    def decode_payload(
        cls,
        encoded_token: str,
        secret: str,
        algorithms: list[str],
        issuer: str | Sequence[str] | None = None,
        audience: str | Sequence[str] | None = None,
        options: JWTDecodeOptions | None = None,
    ) -> Any:
        checks: Any = {**(options or {}), "verify_iat": False}
        return super().decode_payload(encoded_token, secret, algorithms, issuer, audience, checks)
