"""`musicsim similar`: what sounds like this track?"""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.entrypoints.cli import documents
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.finding import describe, find_track
from musicsim.entrypoints.cli.options import AsJson, DataFolder, First, LibraryFolder
from musicsim.entrypoints.cli.output import Grid
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicsim.bootstrap import Application
    from musicsim.domain.model.analysis import Analysis
    from musicsim.domain.model.identity import TrackId
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
    library: LibraryFolder = None,
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

    found = await application.find_similar(seed.id, SimilarQuery(options))
    analyses = {hit.track.id: (await application.show_track(hit.track.id)).analysis for hit in found.hits}
    if session.output.as_json:
        session.output.document(_document(found, analyses))
    else:
        _print(session, found, analyses)
    return Exit.OK


def _document(found: "SimilarTracks", analyses: "Mapping[TrackId, Analysis | None]") -> documents.Json:
    hits = [
        {
            "rank": rank,
            "score": hit.score,
            "track": documents.track(hit.track),
            "bpm": _bpm(analyses[hit.track.id]),
            "camelot": _camelot(analyses[hit.track.id]),
            "copies": [documents.track(copy) for copy in hit.copies],
        }
        for rank, hit in enumerate(found.hits, 1)
    ]
    copies = [documents.track(copy) for copy in found.copies]
    return {"seed": documents.track(found.seed), "copies": copies, "items": hits}


def _print(session: Session, found: "SimilarTracks", analyses: "Mapping[TrackId, Analysis | None]") -> None:
    output = session.output
    output.note(f"Sounds like {describe(found.seed)} ({found.seed.key}):")
    for copy in found.copies:
        output.note(f"The same recording: {describe(copy)} ({copy.key})")
    if not found.hits:
        output.note("Nothing: no other track has been listened to, or the limits leave none.")
        return
    rows = [_row(rank, hit, analyses[hit.track.id]) for rank, hit in enumerate(found.hits, 1)]
    wide = frozenset({"title", "artist", "album", "path"})
    output.grid(Grid(columns=_COLUMNS, rows=rows, right=frozenset({"", "score", "BPM"}), wide=wide))
    for rank, hit in enumerate(found.hits, 1):
        for copy in hit.copies:
            output.note(f"{rank} also as {copy.key}")


def _row(rank: int, hit: "Hit", analysis: "Analysis | None") -> tuple[str, ...]:
    about, bpm = hit.track.metadata, _bpm(analysis)
    tempo = f"{bpm:.0f}" if bpm is not None else ""
    names = (about.title, about.artist, about.album)
    return (str(rank), f"{hit.score:.3f}", *names, tempo, _camelot(analysis) or "", hit.track.key)


def _bpm(analysis: "Analysis | None") -> float | None:
    return analysis.tempo.bpm if analysis and analysis.tempo else None


def _camelot(analysis: "Analysis | None") -> str | None:
    return analysis.key.key.camelot if analysis and analysis.key else None
