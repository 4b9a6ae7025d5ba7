"""Who asks, found out before anything else is looked at."""

from litestar.connection import ASGIConnection
from litestar.middleware.authentication import AbstractAuthenticationMiddleware, AuthenticationResult

from musicsim.bootstrap import People
from musicsim.domain.errors import Unauthenticated
from musicsim.domain.model.proof import Proof
from musicsim.domain.rules.secret_texts import BEGINNING
from musicsim.entrypoints.http.access import SAFE, AnyConnection, access_of, method_of
from musicsim.entrypoints.http.access_tokens import read
from musicsim.entrypoints.http.cookies import ACCESS_COOKIE
from musicsim.entrypoints.http.csrf import HEADER, check_csrf
from musicsim.entrypoints.http.injected import behind


class Authentication(AbstractAuthenticationMiddleware):
    """Lets through whom the operation is for.

    A program shows an access token or an API token in its Authorization header, a browser an access token in a cookie
    and, where it changes something, the CSRF token of its session in a header. The handler is given the Caller.
    """

    async def authenticate_request(self, connection: ASGIConnection) -> AuthenticationResult:  # type: ignore[type-arg]
        access = access_of(connection)
        if access.public:
            return AuthenticationResult(user=None, auth=None)
        proof = await _prove(connection, behind(connection.scope).application.people)
        access.check(proof, method_of(connection))
        return AuthenticationResult(user=proof.caller, auth=proof)


async def _prove(connection: AnyConnection, people: People) -> Proof:
    header = connection.headers.get("authorization")
    if header is None:
        return await _by_cookie(connection, people)
    scheme, _, text = header.partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated("Send Authorization: Bearer, and a token.")
    if text.startswith(BEGINNING):
        return await people.authenticate_token(text)
    claim = read(text, people.key)
    return await people.authenticate_session(claim.session, claim.expires_at)


async def _by_cookie(connection: AnyConnection, people: People) -> Proof:
    text = connection.cookies.get(ACCESS_COOKIE)
    if not text:
        raise Unauthenticated("Sign in first.")
    claim = read(text, people.key)
    proof = await people.authenticate_session(claim.session, claim.expires_at)
    if method_of(connection) not in SAFE:
        check_csrf(claim.session, connection.headers.get(HEADER), people.key)
    return proof
