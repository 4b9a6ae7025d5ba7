"""`musicsim artwork`: pictures for albums that have none, and where each comes from."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.options import AsJson, DataFolder, First, LibraryPlace
from musicsim.entrypoints.cli.output import Grid
from musicsim.entrypoints.cli.picture_report import explain_picture, job_rows, one_line
from musicsim.entrypoints.cli.picture_subjects import find_subject
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from musicsim.bootstrap import Application
    from musicsim.domain.model.painting import ArtworkSearch, Subject

artwork = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="See to the pictures of albums that have none; no file is changed.",
)

Query = Annotated[str, typer.Argument(metavar="ALBUM", help="An album: its id, or words; or a track that is on none.")]

_AT_ONCE = 20


@artwork.command()
def missing(
    context: typer.Context, library: LibraryPlace = None, data: DataFolder = None, as_json: AsJson = False
) -> None:
    """Find or make every picture that is missing, now. What failed before is tried again."""
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.artwork import ArtworkJob

        done: list[ArtworkSearch] = []

        def tell(search: "ArtworkSearch") -> None:
            done.append(search)
            if not as_json:
                session.output.line(one_line(search))

        await application.painting.look_for_missing()
        while await application.painting.generate_missing(_AT_ONCE, tell):
            pass
        if as_json:
            session.output.document({"items": [ArtworkJob.of(search) for search in done]})
        return Exit.OK

    session.run(job)


@artwork.command("jobs")
def list_jobs(
    context: typer.Context,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, max=500, help="The most to list.")] = 50,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List what became of looking for pictures, the latest first."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.entrypoints.schemas.artwork import ArtworkJobPage

        page = await application.painting.list_jobs((), limit)
        if as_json:
            session.output.document(ArtworkJobPage.of(page))
        else:
            columns = ("id", "state", "tries", "artist", "title", "last")
            session.output.grid(
                Grid(columns=columns, rows=job_rows(page.items), right=frozenset({"tries"}), wide=frozenset({"last"}))
            )
        return Exit.OK

    session.run(job)


@artwork.command()
def explain(
    context: typer.Context, query: Query, first: First = False, data: DataFolder = None, as_json: AsJson = False
) -> None:
    """Tell where a picture comes from, who was asked for one, and what each said."""
    _about(Session.of(context, as_json=as_json, data=data), query, first=first)


@artwork.command()
def regenerate(
    context: typer.Context,
    query: Query,
    by: Annotated[str, typer.Option(metavar="GENERATOR", help="Who is to make it; else the first who can.")] = "",
    first: First = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Have another picture made, now."""

    async def change(application: "Application", subject: "Subject") -> None:
        await application.painting.want_another(subject, by)
        await application.painting.generate_missing.picture(subject)

    _about(Session.of(context, as_json=as_json, data=data), query, change, first=first)


@artwork.command()
def reject(
    context: typer.Context, query: Query, first: First = False, data: DataFolder = None, as_json: AsJson = False
) -> None:
    """Show a picture no more that was made or uploaded; who made it is not asked again for this album."""
    _about(
        Session.of(context, as_json=as_json, data=data),
        query,
        lambda application, subject: application.painting.reject(subject),
        first=first,
    )


@artwork.command()
def restore(
    context: typer.Context,
    query: Query,
    picture: Annotated[
        str, typer.Option(metavar="ID", help="Which one, as explain lists them; else the latest that is not shown.")
    ] = "",
    first: First = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show an earlier picture again."""

    async def change(application: "Application", subject: "Subject") -> None:
        from musicsim.domain.model.identity import PictureId

        await application.painting.restore(subject, PictureId(picture) if picture else None)

    _about(Session.of(context, as_json=as_json, data=data), query, change, first=first)


@artwork.command()
def upload(
    context: typer.Context,
    query: Query,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A JPEG, PNG or WebP picture.")],
    first: First = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show a picture of your own before all others."""

    async def change(application: "Application", subject: "Subject") -> None:
        await application.painting.upload(subject, file.read_bytes())

    _about(Session.of(context, as_json=as_json, data=data), query, change, first=first)


def _about(
    session: Session,
    query: str,
    change: "Callable[[Application, Subject], Awaitable[None]] | None" = None,
    *,
    first: bool,
) -> None:
    """Change something, and tell what is so then."""

    async def job(application: "Application") -> Exit:
        subject = await find_subject(application, query, first=first)
        if change is not None:
            await change(application, subject)
        await explain_picture(session.output, application, subject)
        return Exit.OK

    session.run(job)
