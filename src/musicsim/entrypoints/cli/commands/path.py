"""`musicsim path`: from one track to another in small steps."""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli import conditions
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.finding import describe, find_track
from musicsim.entrypoints.cli.options import AsJson, DataFolder, First, LibraryPlace
from musicsim.entrypoints.cli.output import Grid
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.identity import TrackId
    from musicsim.domain.model.vectors import Filter
    from musicsim.entrypoints.schemas.path import Path, PathStop

_COLUMNS = ("", "cosine", "title", "artist", "BPM", "key", "path")

_A_TRACK = "its id, its path, or words of its title, artist or album."


def path(
    context: typer.Context,
    origin: Annotated[str, typer.Argument(metavar="FROM", help=f"The track to begin with: {_A_TRACK}")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="The track to arrive at, named likewise.")],
    steps: Annotated[int, typer.Option("--steps", "-n", min=2, max=100, help="How many tracks, both included.")] = 20,
    via: Annotated[list[str] | None, typer.Option(help="A track to pass on the way; may be repeated.")] = None,
    bpm: conditions.Bpm = None,
    years: conditions.Years = None,
    minutes: conditions.Minutes = None,
    key: conditions.Keys = None,
    genre: conditions.Genres = None,
    mood: conditions.Moods = None,
    within: conditions.Folder = "",
    without: conditions.Without = None,
    without_album: conditions.WithoutAlbums = None,
    favourites: conditions.Favourites = False,
    heard_within: conditions.Hours = None,
    user: conditions.Person = None,
    first: First = False,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Find a way FROM one track TO another in small steps, tempo and key changing evenly.

    Conditions hold on the way, not for the tracks that are named.
    """
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        wanted = conditions.conditions(
            bpm=bpm,
            years=years,
            minutes=minutes,
            keys=key,
            genres=genre,
            moods=mood,
            within=within,
            without=without,
            without_album=without_album,
            favourites=favourites,
            heard_within=heard_within,
        )
        where = await conditions.narrowed(application, wanted, user)
        ends = [await find_track(application, one, first=first) for one in (origin, *(via or ()), goal)]
        found = await _found(application, [track.id for track in ends], steps, where)
        if session.output.as_json:
            session.output.document(found)
        else:
            session.output.note(f"From {describe(ends[0])} to {describe(ends[-1])}:")
            _print(session, found)
        return Exit.OK

    session.run(job)


async def _found(application: "Application", ends: "list[TrackId]", steps: int, where: "Filter") -> "Path":
    from musicsim.domain.model.path import PathOptions
    from musicsim.entrypoints.schemas import path as schemas

    found = await application.journeys.find_path(ends, PathOptions(stops=steps), where)
    return schemas.Path.of(found, await application.show_beside(schemas.path_tracks(found), None))


def _print(session: Session, found: "Path") -> None:
    wide = frozenset({"title", "artist", "path"})
    rows = [_row(stop) for stop in found.items]
    session.output.grid(Grid(columns=_COLUMNS, rows=rows, right=frozenset({"", "cosine", "BPM"}), wide=wide))
    way, line = found.measure, found.straight
    session.output.note(
        f"Steps of {way.mean_step:.2f} on average, {way.largest_step:.2f} at most; "
        f"on the straight line {line.mean_step:.2f} and {line.largest_step:.2f} (angles in radians)."
    )


def _row(stop: "PathStop") -> tuple[str, ...]:
    track, cosine = stop.track, f"{stop.step.cosine:.3f}" if stop.step else ""
    tempo = f"{track.bpm:.0f}" if track.bpm else ""
    return (str(stop.position + 1), cosine, track.title, track.artist, tempo, track.camelot or "", track.path)
