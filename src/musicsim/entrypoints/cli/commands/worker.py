"""`musicsim worker`: listen to music on this machine, whichever machine asked for it."""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.domain.errors import Invalid
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.long_running import fast_loop, spare_threads
from musicsim.entrypoints.cli.options import DataFolder, LibraryPlace
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.bootstrap import Application


def worker(
    context: typer.Context,
    concurrency: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Files to listen to at a time; overrides MUSICSIM_PROCESSES."),
    ] = None,
    housekeeping: Annotated[
        bool,
        typer.Option(
            "--housekeeping/--no-housekeeping",
            help="Whether it may be the one that feeds the queue and keeps the vector index in step.",
        ),
    ] = True,
    grace: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="What runs when it is stopped has so long to be finished.")
    ] = 20.0,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print events, a line of JSON each, for programs.")] = False,
) -> None:
    """Listen to music in the background until it is stopped.

    Any number of machines can do so that reach the same services. SIGTERM: what runs is finished, the rest is
    given back.
    """
    spare_threads()
    session = Session.of(context, as_json=as_json, processes=concurrency, library=library, data=data)

    async def job(application: "Application") -> Exit:
        if not housekeeping and not application.queue.shared:
            message = "An embedded job queue is fed by the one that works on it. Set MUSICSIM_JOB_QUEUE=procrastinate."
            raise Invalid(message, "housekeeping")
        await _work(session, application, keep_house=housekeeping, grace=grace)
        return Exit.OK

    session.run_until_stopped(job, fast_loop)


async def _work(session: Session, application: "Application", *, keep_house: bool, grace: float) -> None:
    from musicsim.entrypoints.cli.reporter import Reporter
    from musicsim.entrypoints.worker.pace import Pace
    from musicsim.entrypoints.worker.worker import Worker, keep_working

    reporter = Reporter(session.output)
    worker = Worker(application, keep_house=keep_house, pace=Pace(grace=grace, share=1.0), on_ended=reporter.ended)
    reporter.started(application)
    try:
        await keep_working(worker)
    finally:
        reporter.stopped()
