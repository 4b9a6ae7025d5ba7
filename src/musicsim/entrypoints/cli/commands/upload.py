"""`musicsim upload`: bring music into the bucket that the library is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.meter import metering
from musicsim.entrypoints.cli.options import AsJson, DataFolder
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.session import Session
from musicsim.entrypoints.cli.text import plural, size

if TYPE_CHECKING:
    from musicsim.domain.model.upload import Upload

_SHOWN = 20


def upload(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder with the music to upload.", show_default=False)],
    to: Annotated[
        str | None, typer.Option("--to", metavar="s3://BUCKET/PREFIX", help="Where to; by default the library.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace files that are there with other content.")
    ] = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Copy a folder's audio into a bucket.

    It can be interrupted: the next upload goes on where this one stopped. Nothing is removed from the bucket.
    """
    session = Session.of(context, as_json=as_json, data=data)

    async def job() -> Exit:
        from musicsim.domain.use_cases.upload_library import UploadOptions
        from musicsim.entrypoints.http.media_types import media_type_of

        options = UploadOptions(media_type_of=media_type_of, replace=replace)
        async with session.world.open_upload(session.settings, folder.expanduser(), to) as upload_library:
            with metering(session.output) as meter:
                done = await upload_library(
                    options, lambda now: meter.show("Uploading", now.done, now.total, size(now.sent_bytes))
                )
        _report(session.output, done)
        return Exit.REFUSED if done.different else Exit.UNHEALTHY if done.failed else Exit.OK

    session.run_plain(job)


def _report(output: Output, done: "Upload") -> None:
    if output.as_json:
        output.document(_document(done))
        return
    output.line(f"{plural(done.sent, 'file')} uploaded ({size(done.sent_bytes)}), {done.there:,} there already.")
    rows = [
        ("different", key, "it is there with other content: --replace puts this one in its place")
        for key in done.different
    ]
    rows += [(item.failure.reason.value, item.key, item.failure.detail) for item in done.failed]
    if rows:
        output.line()
        output.grid(Grid(columns=("", "file", "why it was left out"), rows=rows[:_SHOWN], wide=frozenset({"file"})))
    if len(rows) > _SHOWN:
        output.note(f"… and {len(rows) - _SHOWN:,} more: --json lists them all")


def _document(done: "Upload") -> dict[str, object]:
    failed = [{"key": item.key, "reason": item.failure.reason, "detail": item.failure.detail} for item in done.failed]
    return {
        "files": done.total,
        "sent": done.sent,
        "sent_bytes": done.sent_bytes,
        "there": done.there,
        "different": list(done.different),
        "failed": failed,
    }
