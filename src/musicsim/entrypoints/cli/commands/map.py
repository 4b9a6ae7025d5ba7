"""`musicsim map`: the map of the library, and its clusters."""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.options import AsJson, DataFolder, LibraryPlace
from musicsim.entrypoints.cli.output import Grid
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.library_map import LibraryMap

_COLUMNS = ("tracks", "tags", "artists", "id")


def map_command(
    context: typer.Context,
    make: Annotated[bool, typer.Option("--make", help="Make it now, instead of waiting for the background.")] = False,
    anew: Annotated[bool, typer.Option("--anew", help="The same, and forget where everything was.")] = False,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show what the map of the library is like, or make it."""
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.library_map import MapState

        collections = application.collections
        if make or anew:
            await collections.make_map(anew=anew)
        found = await collections.show_map()
        if session.output.as_json:
            session.output.document(MapState.of(found))
        else:
            _print(session, found)
        return Exit.OK

    session.run(job)


def _print(session: Session, found: "LibraryMap") -> None:
    output, of = session.output, found.faithfulness
    output.note(f"{len(found.columns)} tracks, made {found.made_at:%Y-%m-%d %H:%M} UTC.")
    output.note(f"Neighbours kept: trustworthiness {of.trustworthiness:.3f}, continuity {of.continuity:.3f}.")
    rows = [
        (str(one.tracks), ", ".join(one.name.tags), ", ".join(one.name.artists), one.id)
        for one in found.clusters
        if one.tracks
    ]
    output.grid(Grid(columns=_COLUMNS, rows=rows, right=frozenset({"tracks"}), wide=frozenset({"tags", "artists"})))
