"""What handlers are given."""

from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation

from musicsim.bootstrap import Application
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Caller, Role
from musicsim.entrypoints.http.feed import StatusFeed
from musicsim.entrypoints.worker.worker import Worker

InjectedApplication = NamedDependency[SkipValidation[Application]]
InjectedCaller = NamedDependency[SkipValidation[Caller]]
InjectedFeed = NamedDependency[SkipValidation[StatusFeed]]
InjectedWorker = NamedDependency[SkipValidation[Worker | None]]


def provide(application: Application, feed: StatusFeed, worker: Worker | None) -> dict[str, Provide]:
    """The dependencies by the names that handlers ask for them with."""
    return {
        "application": Provide(lambda: application, sync_to_thread=False),
        # as long as there are no accounts, whoever is on this machine is its admin
        "caller": Provide(lambda: Caller(UserId("local"), Role.ADMIN), sync_to_thread=False),
        "feed": Provide(lambda: feed, sync_to_thread=False),
        "worker": Provide(lambda: worker, sync_to_thread=False),
    }
