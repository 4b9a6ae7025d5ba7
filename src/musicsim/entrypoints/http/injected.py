"""What handlers are given."""

from typing import Any

from litestar import Request
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation

from musicsim.bootstrap import Application
from musicsim.domain.model.proof import Proof
from musicsim.domain.model.user import Caller
from musicsim.entrypoints.http.feed import StatusFeed
from musicsim.entrypoints.worker.worker import Worker

InjectedApplication = NamedDependency[SkipValidation[Application]]
InjectedCaller = NamedDependency[SkipValidation[Caller]]
InjectedProof = NamedDependency[SkipValidation[Proof]]
InjectedFeed = NamedDependency[SkipValidation[StatusFeed]]
InjectedWorker = NamedDependency[SkipValidation[Worker | None]]


def provide(application: Application, feed: StatusFeed, worker: Worker | None) -> dict[str, Provide]:
    """The dependencies by the names that handlers ask for them with."""
    return {
        "application": Provide(lambda: application, sync_to_thread=False),
        "caller": Provide(_caller, sync_to_thread=False),
        "proof": Provide(_proof, sync_to_thread=False),
        "feed": Provide(lambda: feed, sync_to_thread=False),
        "worker": Provide(lambda: worker, sync_to_thread=False),
    }


def _caller(request: Request[Caller, Proof, Any]) -> Caller:
    """As the Authentication left it; public operations have none."""
    return request.user


def _proof(request: Request[Caller, Proof, Any]) -> Proof:
    return request.auth
