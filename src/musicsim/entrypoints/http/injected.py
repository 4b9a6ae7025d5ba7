"""What handlers are given."""

from dataclasses import dataclass
from typing import Any

from litestar import Litestar, Request
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp, Receive, Scope, Send

from musicsim.bootstrap import Application
from musicsim.domain.model.proof import Proof
from musicsim.domain.model.user import Caller
from musicsim.entrypoints.http.errands import Errands
from musicsim.entrypoints.http.feed import StatusFeed
from musicsim.entrypoints.http.requests import AnyRequest
from musicsim.entrypoints.worker.worker import Worker

InjectedApplication = NamedDependency[SkipValidation[Application]]
InjectedCaller = NamedDependency[SkipValidation[Caller]]
InjectedProof = NamedDependency[SkipValidation[Proof]]
InjectedFeed = NamedDependency[SkipValidation[StatusFeed]]
InjectedErrands = NamedDependency[SkipValidation[Errands]]
InjectedWorker = NamedDependency[SkipValidation[Worker | None]]

_KEY = "musicsim"


@dataclass(frozen=True, slots=True)
class Behind:
    """What operations are answered out of."""

    application: Application
    feed: StatusFeed
    worker: Worker | None
    errands: Errands

    def answering(self, app: ASGIApp) -> ASGIApp:
        """The app, every request of which knows what is behind it."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            scope[_KEY] = self  # type: ignore[literal-required]
            await app(scope, receive, send)

        return answer


def behind(scope: Scope) -> Behind:
    """What a request is answered out of."""
    found: Behind = scope[_KEY]  # type: ignore[literal-required]
    return found


def _application(request: AnyRequest) -> Application:
    return behind(request.scope).application


def _feed(request: AnyRequest) -> StatusFeed:
    return behind(request.scope).feed


def _worker(request: AnyRequest) -> Worker | None:
    return behind(request.scope).worker


def _errands(request: AnyRequest) -> Errands:
    return behind(request.scope).errands


def _caller(request: Request[Caller, Proof, Any]) -> Caller:
    """As the Authentication left it; public operations have none."""
    return request.user


def _proof(request: Request[Caller, Proof, Any]) -> Proof:
    return request.auth


DEPENDENCIES = {
    "application": Provide(_application, sync_to_thread=False),
    "caller": Provide(_caller, sync_to_thread=False),
    "proof": Provide(_proof, sync_to_thread=False),
    "feed": Provide(_feed, sync_to_thread=False),
    "worker": Provide(_worker, sync_to_thread=False),
    "errands": Provide(_errands, sync_to_thread=False),
}
"""By the names that handlers ask for them with."""


def find_in_turn(app: Litestar) -> None:
    """Let what handlers of `app` are given be found one after another: all of it is at hand, and Litestar would start a
    task for each, which takes several times as long.
    """
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for _, model in route.route_handler_map.values():
                model.dependency_batches = [{one} for batch in model.dependency_batches for one in batch]
