"""`musicsim serve`: the web page, the API and the work in the background."""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.long_running import fast_loop, spare_threads
from musicsim.entrypoints.cli.meter import metering
from musicsim.entrypoints.cli.options import AsJson, DataFolder, LibraryPlace
from musicsim.entrypoints.cli.output import Output
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.bootstrap import Application


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address of this machine to serve on.", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve on; 0 takes a free one.", show_default=False)] = None,
    scan: Annotated[
        bool | None, typer.Option("--scan/--no-scan", help="Whether to scan the library at the start.")
    ] = None,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Serve the web page and the API, and listen to new music in the background."""
    spare_threads()
    session = Session.of(context, as_json=as_json, host=host, port=port, scan_on_start=scan, library=library, data=data)

    async def job(application: "Application") -> Exit:
        await _serve(session, application)
        return Exit.OK

    session.run_until_stopped(job, fast_loop)


async def _serve(session: Session, application: "Application") -> None:
    from musicsim.entrypoints.cli.narrator import Narrator
    from musicsim.entrypoints.cli.watching import watched
    from musicsim.entrypoints.worker.worker import Worker

    told = await application.people.found_accounts(application.settings.admin_password)
    works = application.settings.work
    worker = Worker(application, keep_house=works, perform=works)
    with metering(session.output) as meter:
        narrator = Narrator(session.output, meter, await application.report_status())
        async with watched(application, session.world.tick, narrator.look):
            await session.world.serve(application, worker, lambda url: _announce(session.output, url, told))


def _announce(output: Output, url: str, one_time_password: str | None) -> None:
    if output.as_json:
        output.document({"url": url, "one_time_password": one_time_password})
        output.flush()
        return
    output.note(f"musicsim is at {url} (Ctrl-C ends it)")
    if one_time_password is not None:
        output.note(f"Sign in as admin, password {one_time_password}, and choose another. It is not shown again.")
