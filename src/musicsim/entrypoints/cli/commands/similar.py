"""`musicsim similar`: what sounds like this track?"""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.finding import describe, find_track
from musicsim.entrypoints.cli.options import AsJson, DataFolder, First, LibraryPlace
from musicsim.entrypoints.cli.output import Grid
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.analysis import Analysis
    from musicsim.domain.model.details import Beside
    from musicsim.domain.model.similarity import Hit, RankingOptions, SimilarTracks
    from musicsim.domain.model.track import Track

_COLUMNS = ("", "score", "title", "artist", "album", "BPM", "key", "path")


def similar(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="A track: its id, its path, or words of its title, artist or album.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="How many to find.")] = 20,
    per_artist: Annotated[int, typer.Option(min=0, help="At most so many by one artist; 0: any number.")] = 3,
    per_album: Annotated[int, typer.Option(min=0, help="At most so many from one album; 0: any number.")] = 2,
    diversity: Annotated[
        float, typer.Option(min=0, max=1, help="0: the nearest; towards 1: near, but unlike one another.")
    ] = 0.0,
    first: First = False,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Find tracks that sound like QUERY."""
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.domain.model.similarity import RankingOptions

        options = RankingOptions(
            limit=limit, per_artist=per_artist or None, per_album=per_album or None, diversity=diversity
        )
        seed = await find_track(application, query, first=first)
        return await _similar(session, application, seed, options)

    session.run(job)


async def _similar(session: Session, application: "Application", seed: "Track", options: "RankingOptions") -> Exit:
    from musicsim.domain.model.similarity import SimilarQuery
    from musicsim.entrypoints.schemas import similar as schemas

    found = await application.find_similar(seed.id, SimilarQuery(options))
    beside = await application.show_beside(schemas.tracks_in(found), None)
    if session.output.as_json:
        session.output.document(schemas.SimilarTracks.of(found, beside))
    else:
        _print(session, found, beside)
    return Exit.OK


def _print(session: Session, found: "SimilarTracks", beside: "Beside") -> None:
    output = session.output
    output.note(f"Sounds like {describe(found.seed)} ({found.seed.key}):")
    for copy in found.copies:
        output.note(f"The same recording: {describe(copy)} ({copy.key})")
    if not found.hits:
        output.note("Nothing: no other track has been listened to, or the limits leave none.")
        return
    rows = [_row(rank, hit, beside.analyses.get(hit.track.id)) for rank, hit in enumerate(found.hits, 1)]
    wide = frozenset({"title", "artist", "album", "path"})
    output.grid(Grid(columns=_COLUMNS, rows=rows, right=frozenset({"", "score", "BPM"}), wide=wide))
    for rank, hit in enumerate(found.hits, 1):
        for copy in hit.copies:
            output.note(f"{rank} also as {copy.key}")


def _row(rank: int, hit: "Hit", analysis: "Analysis | None") -> tuple[str, ...]:
    about = hit.track.metadata
    tempo = f"{analysis.tempo.bpm:.0f}" if analysis and analysis.tempo else ""
    key = analysis.key.key.camelot if analysis and analysis.key else ""
    return (str(rank), f"{hit.score:.3f}", about.title, about.artist, about.album, tempo, key, hit.track.key)
