"""`musicsim scan`: bring what musicsim knows in step with the library."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.scan import ScanStatus
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.meter import metering
from musicsim.entrypoints.cli.options import AsJson, DataFolder, LibraryPlace
from musicsim.entrypoints.cli.scan_report import report_scan
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.use_cases.scan_library import ScanOptions


def scan(
    context: typer.Context,
    library: LibraryPlace = None,
    data: DataFolder = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Listen again to files that failed.")] = False,
    accept_empty: Annotated[
        bool, typer.Option("--accept-empty", help="Believe a library that lists nothing, though it had tracks.")
    ] = False,
    listen: Annotated[bool, typer.Option("--listen/--no-listen", help="Whether to listen to what is new.")] = True,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 6 when any file failed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Scan the library and listen to what is new.

    It can be interrupted at any time: the next scan goes on where this one stopped.
    """
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.domain.use_cases.scan_library import ScanOptions

        options = ScanOptions(retry_failed=retry_failed, accept_empty=accept_empty)
        return await _scan(session, application, options, listen=listen, strict=strict)

    session.run(job)


async def _scan(
    session: Session, application: "Application", options: "ScanOptions", *, listen: bool, strict: bool
) -> Exit:
    from musicsim.entrypoints.cli.listening import scan_and_listen
    from musicsim.entrypoints.cli.watching import tell, watched

    before = (await application.report_status()).counts
    with metering(session.output) as meter:
        async with watched(application, session.world.tick, partial(tell, meter)):
            done = await scan_and_listen(session, application, options, listen=listen)
    if done.status is not ScanStatus.FINISHED:
        raise Unavailable("library", done.error)
    counts = await report_scan(session.output, application, done, before)
    return Exit.UNHEALTHY if strict and (counts.failed or done.problem_count) else Exit.OK
