"""Who may do what: said of each operation by `access=…` in its decorator or its router's `opt`, and checked here.

Where nothing is said, everybody may who is signed in, and programs with a token whose scope is wide enough.
"""

from dataclasses import dataclass
from typing import Any

from litestar.connection import ASGIConnection

from musicsim.domain.errors import Forbidden, PasswordChangeNeeded
from musicsim.domain.model.api_token import Scope
from musicsim.domain.model.proof import Proof

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

AnyConnection = ASGIConnection[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Whom an operation is for."""

    public: bool = False
    """Everybody; no credentials are looked at."""
    admins: bool = False
    """Admins only."""
    tokens: bool = True
    """Programs with a token, too; not where that would let them have more than the token."""
    asks: bool = False
    """It changes nothing, though its method says that it may: what it asks does not fit into an address."""
    one_time: bool = False
    """People, too, who have to choose a password first."""

    def check(self, proof: Proof, method: str) -> None:
        """Forbidden unless it is for whom `proof` is of."""
        self._check_scope(proof.scope, method)
        if proof.account.one_time and not self.one_time:
            raise PasswordChangeNeeded("Choose a password of your own first: PUT /api/v1/me/password.")
        if self.admins and not proof.caller.is_admin:
            raise Forbidden("Only admins may do this.")

    def _check_scope(self, scope: Scope | None, method: str) -> None:
        if scope is None:
            return
        if not self.tokens:
            raise Forbidden("This needs somebody who is signed in; a token does not do.")
        safe = self.asks or method in SAFE
        needed = Scope.ADMIN if self.admins else Scope.READ if safe else Scope.WRITE
        if not scope.includes(needed):
            raise Forbidden(f"This needs a token of the scope {needed.value!r}; this one has {scope.value!r}.")


LISTENERS = Access()
PUBLIC = Access(public=True)
READERS = Access(asks=True)
"""Whoever is signed in, and programs that may only read, whatever the method."""
ADMINS = Access(admins=True)
GOVERNORS = Access(admins=True, tokens=False)
"""Admins who are signed in: a token that could make accounts, or give them passwords, could sign in as anybody."""
PEOPLE = Access(tokens=False)
"""Whoever is signed in, but no program with a token."""
ENTRANTS = Access(one_time=True)
"""Also who has to choose a password first."""
PEOPLE_ENTERING = Access(tokens=False, one_time=True)
"""Whoever is signed in, also who has to choose a password first, but no program with a token."""


def access_of(connection: AnyConnection) -> Access:
    """Whom the operation is for that was routed to."""
    access: Access = connection.scope["route_handler"].opt.get("access", LISTENERS)
    return access


def method_of(connection: AnyConnection) -> str:
    """The method of a request."""
    return str(connection.scope.get("method", "GET"))
