"""Asking Cyanite."""

from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from musicsim.adapters.cyanite.questions import question
from musicsim.adapters.cyanite.wire import Envelope, Fault
from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.outside import RefusalReason, Refused, Throttled
from musicsim.domain.model.web import WebRequest
from musicsim.domain.rules.web_answers import fault_of, garbled, readable
from musicsim.ports.clock import Clock
from musicsim.ports.web import Web

SERVICE = "cyanite"
ENDPOINT = "https://api.cyanite.ai/graphql"

_UNAUTHORISED = frozenset({"ERR_NOT_AUTHORIZED", "UNAUTHENTICATED", "FORBIDDEN"})
_MISUNDERSTOOD = frozenset({"GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_USER_INPUT"})

_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

Data = TypeVar("Data")


@dataclass(frozen=True, kw_only=True)
class GraphQl:
    """The way to Cyanite's one address, with the token of an integration."""

    web: Web
    clock: Clock
    token: str = field(repr=False)
    endpoint: str = ENDPOINT

    async def ask(self, query: str, variables: dict[str, object], kind: type[Data]) -> Data:
        """The answer's data. Errors as the ports of this service promise them."""
        request = WebRequest(
            method="POST",
            url=self.endpoint,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
            body=question(query, variables),
        )
        answer = await self.web.ask(SERVICE, request)
        fault = fault_of(SERVICE, answer, self.clock.now())
        envelope = _envelope(answer.body, kind)
        # which status comes with an error is not known
        if envelope is not None and envelope.errors and not isinstance(fault, Throttled):
            fault = self._meaning(envelope.errors[0], fault)
        if fault is not None:
            raise fault
        if envelope is None or envelope.data is None:
            raise garbled(SERVICE, _why(answer.body, kind))
        return envelope.data

    def _meaning(self, told: Fault, by_status: MusicsimError | None) -> MusicsimError:
        """An error's code says most, its status tells what a code leaves open. Nobody has to see our token in it."""
        code = told.extensions.code if told.extensions else ""
        words = readable(told.message.replace(self.token, "…"))
        if code in _UNAUTHORISED:
            message = "Cyanite does not accept our token. Correct it in the settings."
            return Refused(SERVICE, RefusalReason.CREDENTIALS, message)
        if code in _MISUNDERSTOOD:
            return Refused(SERVICE, RefusalReason.REQUEST, f"Cyanite does not understand us: {words}")
        if isinstance(by_status, Refused) and by_status.reason is not RefusalReason.REQUEST:
            return by_status
        return Unavailable(SERVICE, f"Cyanite has a problem of its own: {words}")


def _envelope(body: bytes, kind: type[Data]) -> Envelope[Data] | None:
    try:
        return msgspec.json.decode(body, type=Envelope[kind])  # type: ignore[valid-type]
    except _UNREADABLE:
        return _only_errors(body)


def _only_errors(body: bytes) -> Envelope[Data] | None:
    """The errors of an answer whose data cannot be read."""
    try:
        return Envelope(errors=msgspec.json.decode(body, type=Envelope[msgspec.Raw]).errors)
    except _UNREADABLE:
        return None


def _why(body: bytes, kind: type[object]) -> str:
    """What is not as it used to be, with the place in the answer, but without any of its values."""
    try:
        msgspec.json.decode(body, type=Envelope[kind])  # type: ignore[valid-type]
    except _UNREADABLE as fault:
        return str(fault)[:200]
    return "there is nothing in it"
