"""`musicsim demo`: a library to try musicsim with."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.meter import metering
from musicsim.entrypoints.cli.options import AsJson, DataFolder
from musicsim.entrypoints.cli.output import Output
from musicsim.entrypoints.cli.session import Session
from musicsim.entrypoints.cli.text import plural


def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="Where to put it; by default demo in the data folder.", show_default=False)
    ] = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Compose a small music library to try musicsim with.

    It can be interrupted: files that are there already are kept.
    """
    session = Session.of(context, as_json=as_json, data=data)

    async def job() -> Exit:
        target = (folder or session.settings.data / "demo").expanduser().absolute()
        session.output.note(f"Composing into {target}")
        with metering(session.output) as meter:
            library = session.world.demo_library()
            files = await library.compose(target, lambda done, total: meter.show("Composing", done, total))
        _report(session.output, target, files, data)
        return Exit.OK

    session.run_plain(job)


def _report(output: Output, folder: Path, files: int, data: Path | None) -> None:
    if output.as_json:
        output.document({"folder": str(folder), "files": files})
        return
    where = f"--library {shlex.quote(str(folder))}" + (f" --data {shlex.quote(str(data))}" if data else "")
    output.line(f"{plural(files, 'file')} in {folder}. What to do next:")
    output.line(f"  musicsim scan {where}       listen to them")
    output.line(f"  musicsim serve {where}      explore them in the browser")
    output.line(f"  musicsim evaluate {where}   see how good the answers are")
