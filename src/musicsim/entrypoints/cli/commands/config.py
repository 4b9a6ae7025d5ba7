"""`musicsim config`: the settings in effect."""

from typing import TYPE_CHECKING

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.options import AsJson, DataFolder, LibraryPlace
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.config import Settings


def config(
    context: typer.Context, library: LibraryPlace = None, data: DataFolder = None, as_json: AsJson = False
) -> None:
    """Print the settings in effect and what they mean, secrets masked."""
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job() -> Exit:
        _report(session.output, session.settings)
        return Exit.OK

    session.run_plain(job)


def _report(output: Output, settings: "Settings") -> None:
    from musicsim.config import metas
    from musicsim.config.masking import masked

    shown = masked(settings)
    if output.as_json:
        output.document(shown)
        return
    rows = [(name, str(value), metas()[name].description or "") for name, value in shown.items()]
    output.grid(Grid(columns=("setting", "value", "meaning"), rows=rows, wide=frozenset({"value", "meaning"})))
