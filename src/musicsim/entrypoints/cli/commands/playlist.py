"""`musicsim playlist`: a person's playlists, for scripts and for moving in from other programs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.options import AsJson, DataFolder
from musicsim.entrypoints.cli.output import Grid
from musicsim.entrypoints.cli.playlists import (
    caller_of,
    named_playlist,
    not_imported,
    read_all,
    read_file,
    shown,
    smoothness,
    write_file,
)
from musicsim.entrypoints.cli.session import Session
from musicsim.entrypoints.cli.text import plural

if TYPE_CHECKING:
    from musicsim.bootstrap import Application

playlist = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Look after the playlists of a person.")

_FORMATS = ("m3u8", "xspf", "jspf")  # as domain.model.playlist_file has them, without importing it for --help


def _known(form: str) -> str:
    if form not in _FORMATS:
        raise typer.BadParameter(f"there is no format {form!r}: {', '.join(_FORMATS)}")
    return form


User = Annotated[
    str | None, typer.Option("--user", metavar="NAME", help="Whose playlists; not needed where there is one account.")
]
Which = Annotated[str, typer.Argument(metavar="PLAYLIST", help="Its id or its name.")]


@playlist.command("list")
def list_playlists(context: typer.Context, user: User = None, data: DataFolder = None, as_json: AsJson = False) -> None:
    """List a person's playlists, by name."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.playlist import Playlists

        found = await application.curation.list_playlists(await caller_of(application, user))
        if as_json:
            session.output.document(Playlists.of(found))
        else:
            rows = [(one.name, "rule" if one.rule else str(one.count), one.id) for one in found]
            session.output.grid(
                Grid(columns=["name", "tracks", "id"], rows=rows, right=frozenset({"tracks"}), wide=frozenset({"name"}))
            )
        return Exit.OK

    session.run(job)


@playlist.command()
def show(
    context: typer.Context, which: Which, user: User = None, data: DataFolder = None, as_json: AsJson = False
) -> None:
    """Show what is in a playlist, in order."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job(application: "Application") -> Exit:
        caller = await caller_of(application, user)
        one = await named_playlist(application, caller, which)
        await shown(application, session.output, caller, await read_all(application, caller, one))
        return Exit.OK

    session.run(job)


@playlist.command()
def export(
    context: typer.Context,
    which: Which,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; by default stdout.")] = None,
    form: Annotated[str, typer.Option("--format", callback=_known, help="m3u8, xspf or jspf.")] = "m3u8",
    prefix: Annotated[str, typer.Option(help="What each path begins with, such as /music/.")] = "",
    user: User = None,
    data: DataFolder = None,
) -> None:
    """Write a playlist as a file for other programs."""
    session = Session.of(context, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.domain.model.playlist_file import PlaylistFormat

        caller = await caller_of(application, user)
        one = await named_playlist(application, caller, which)
        exported = await application.curation.export_playlist(caller, one.id, PlaylistFormat(form), prefix)
        if file is None:
            sys.stdout.write(exported.data.decode())
        else:
            write_file(file, exported.data)
        return Exit.OK

    session.run(job)


@playlist.command("import")
def import_playlist(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="M3U, M3U8, XSPF or JSPF.")],
    name: Annotated[str | None, typer.Option(help="What to call it; by default as the file says.")] = None,
    user: User = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Make a playlist of a file that another program wrote; lines that mean no track are listed."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.playlist_exchange import ImportedPlaylist, candidates_in

        caller = await caller_of(application, user)
        imported = await application.curation.import_playlist(caller, read_file(file), name, file.name)
        if as_json:
            beside = await application.show_beside(candidates_in(imported), caller.user)
            session.output.document(ImportedPlaylist.of(imported, beside))
            return Exit.OK
        made = imported.playlist
        session.output.line(f"{made.name}: {plural(made.count, 'track')} ({made.id})")
        for line in not_imported(imported):
            session.output.note(line)
        return Exit.OK

    session.run(job)


@playlist.command()
def order(
    context: typer.Context,
    which: Which,
    apply: Annotated[bool, typer.Option("--apply", help="Put the playlist in that order.")] = False,
    keep_first: Annotated[bool, typer.Option("--keep-first", help="Let the first track stay the first.")] = False,
    user: User = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Find an order for smooth transitions: by tempo, key, loudness and timbre."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job(application: "Application") -> Exit:
        caller = await caller_of(application, user)
        one = await named_playlist(application, caller, which)
        pages = await read_all(application, caller, one)
        first = pages[0].item.id if keep_first and pages else None
        found = await application.curation.order_playlist(caller, one.id, one.version, first=first, apply=apply)
        await smoothness(application, session.output, caller, found)
        return Exit.OK

    session.run(job)
