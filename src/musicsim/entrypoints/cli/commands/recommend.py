"""`musicsim recommend`: what sounds like this track, beyond the library?"""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.finding import describe, find_track
from musicsim.entrypoints.cli.options import AsJson, DataFolder, First, LibraryPlace
from musicsim.entrypoints.cli.output import Grid
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.question import Question
    from musicsim.domain.model.recommendation import Recommendation, Recommendations, Source

_COLUMNS = ("", "title", "artist", "album", "by", "in the library", "link")


def recommend(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(help="A track: its id, its path, or words of its title, artist or album.")
    ] = None,
    words: Annotated[str | None, typer.Option(help="How it should sound, in place of QUERY.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=50, help="How many to show.")] = 20,
    first: First = False,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Find tracks beyond the library that sound like QUERY, at the services that the settings name."""
    if (query is None) == (words is None):
        raise typer.BadParameter("Name a track, or say --words.")
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.domain.model.question import Question
        from musicsim.domain.rules.wishes import checked_prompt

        if query is None:
            return await _recommend(session, application, Question(prompt=checked_prompt(words or "")), limit)
        seed = await find_track(application, query, first=first)
        session.output.note(f"Sounds like {describe(seed)} ({seed.key}), beyond the library:")
        return await _recommend(session, application, Question(track=seed.id), limit)

    session.run(job)


async def _recommend(session: Session, application: "Application", question: "Question", limit: int) -> Exit:
    found = await application.beyond.recommend(question, limit)
    if found.due:
        if not await application.beyond.ask(question):
            session.output.note("Another musicsim process asks just now; this is what was known before.")
        found = await application.beyond.recommend(question, limit)
    if session.output.as_json:
        from musicsim.entrypoints.schemas import recommendation as schemas

        beside = await application.show_beside(schemas.tracks_in(found), None)
        session.output.document(schemas.Recommendations.of(found, beside, refreshing=found.asking))
    else:
        _print(session, found)
    return Exit.OK


def _print(session: Session, found: "Recommendations") -> None:
    output = session.output
    for source in found.sources:
        output.note(f"{source.provider}: {_told(source)}")
    if found.items:
        rows = [_row(rank, one) for rank, one in enumerate(found.items, 1)]
        wide = frozenset({"title", "artist", "album", "in the library", "link"})
        output.grid(Grid(columns=_COLUMNS, rows=rows, right=frozenset({""}), wide=wide))


def _told(source: "Source") -> str:
    state = source.state.value if source.state is not None else "not asked yet"
    when = f" ({source.freshness}, of {source.answered_at:%Y-%m-%d %H:%M} UTC)" if source.answered_at else ""
    return f"{state}{when}{f': {source.detail}' if source.detail else ''}"


def _row(rank: int, one: "Recommendation") -> tuple[str, ...]:
    track, ours = one.track, one.ours.key if one.ours is not None else ""
    return (str(rank), track.title, track.artist, track.album, ", ".join(one.providers), ours, track.link)
