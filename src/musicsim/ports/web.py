"""Asking services on the outside."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.web import WebAnswer, WebRequest


class Web(Protocol):
    """Sends one request and takes its answer, whatever status that has. Follows no redirect, tries nothing twice.

    A port because several adapters ask over HTTP and none may know another: connections, their bounds and the words
    for their faults are the same for all.
    """

    @abstractmethod
    async def ask(self, service: str, request: WebRequest) -> WebAnswer:
        """The answer. Unavailable, in the name of `service`, when there is none within `request.seconds`; TooLong when
        its body has more than `request.most_bytes`, Garbled when it is not encoded as it says. Invalid, with field
        "url", for an address that is not to be asked. Refused
        when a header cannot be sent. No message holds anything of the
        request but its host.
        """

    @abstractmethod
    async def close(self) -> None:
        """Give back connections; called once, after which nothing else is."""
