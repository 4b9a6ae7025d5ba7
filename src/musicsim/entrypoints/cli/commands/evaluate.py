"""`musicsim evaluate`: how good are the answers, on this library?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.domain.errors import Conflict
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.options import AsJson, DataFolder, LibraryPlace
from musicsim.entrypoints.cli.quality import print_quality
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.bootstrap import Application


def evaluate(
    context: typer.Context,
    truth: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Known near-duplicates as JSON; by default truth.json in the library."),
    ] = None,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Measure how good the answers are on the library itself, beside baselines."""
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.cli.truth import read_truth

        known = read_truth(truth, await application.operating.library_folder())
        quality = await application.operating.measure_quality(known.pairs if known else ())
        if not quality.tracks:
            raise Conflict("Nothing has been listened to yet. Run 'musicsim scan' first.")
        if session.output.as_json:
            session.output.document(quality)
        else:
            print_quality(session.output, quality, known)
        return Exit.OK

    session.run(job)
