"""What handlers are given."""

from typing import Annotated

from litestar.di import Provide
from litestar.params import Dependency

from musicsim.bootstrap import Application
from musicsim.entrypoints.http.feed import StatusFeed
from musicsim.entrypoints.worker.worker import Worker

Injected = Dependency(skip_validation=True)

InjectedApplication = Annotated[Application, Injected]
InjectedFeed = Annotated[StatusFeed, Injected]
InjectedWorker = Annotated[Worker | None, Injected]


def provide(application: Application, feed: StatusFeed, worker: Worker | None) -> dict[str, Provide]:
    """The dependencies by the names that handlers ask for them with."""
    return {
        "application": Provide(lambda: application, sync_to_thread=False),
        "feed": Provide(lambda: feed, sync_to_thread=False),
        "worker": Provide(lambda: worker, sync_to_thread=False),
    }
