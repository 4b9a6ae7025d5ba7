"""`musicsim show`: what is known of a track, of the library, or of what failed."""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.finding import find_track
from musicsim.entrypoints.cli.options import AsJson, DataFolder, First, LibraryPlace
from musicsim.entrypoints.cli.session import Session
from musicsim.entrypoints.cli.showing import show_failed, show_library, show_one

if TYPE_CHECKING:
    from musicsim.bootstrap import Application


def show(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(help="A track: its id, its path, or words; without it, the library.", show_default=False)
    ] = "",
    failed: Annotated[bool, typer.Option("--failed", help="List every file that could not be listened to.")] = False,
    first: First = False,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show all that is known of a track, or how the library is doing."""
    if query and failed:
        raise typer.BadParameter("name a track, or use --failed, not both", param_hint="--failed")
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        if failed:
            await show_failed(session.output, application)
        elif query:
            await show_one(session.output, application, await find_track(application, query, first=first))
        else:
            await show_library(session.output, application)
        return Exit.OK

    session.run(job)
