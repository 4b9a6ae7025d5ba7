"""`musicsim similar`: what sounds like this track, these tracks, or these words?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.domain.errors import Invalid
from musicsim.entrypoints.cli import conditions
from musicsim.entrypoints.cli.clip_search import by_clip
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.finding import describe, find_track
from musicsim.entrypoints.cli.options import AsJson, DataFolder, First, LibraryPlace
from musicsim.entrypoints.cli.session import Session
from musicsim.entrypoints.cli.similar_report import print_copies, print_hits, print_word_hits

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.facets import FacetWeights
    from musicsim.domain.model.similarity import SimilarQuery
    from musicsim.domain.model.track import Track


def similar(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="A track: its id, its path, or words of its title, artist or album.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="How many to find.")] = 20,
    per_artist: Annotated[int, typer.Option(min=0, help="At most so many by one artist; 0: any number.")] = 3,
    per_album: Annotated[int, typer.Option(min=0, help="At most so many from one album; 0: any number.")] = 2,
    diversity: Annotated[
        float, typer.Option(min=0, max=1, help="0: the nearest; towards 1: near, but unlike one another.")
    ] = 0.0,
    more: Annotated[list[str] | None, typer.Option("--more", help="Another track to have more of; any number.")] = None,
    less: Annotated[list[str] | None, typer.Option("--less", help="A track to have less of; any number.")] = None,
    weigh: Annotated[
        list[str] | None,
        typer.Option(help="How much timbre, rhythm, harmony or mood counts, as rhythm=2 (1 else); any number."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each track is there.")] = False,
    words: Annotated[
        bool, typer.Option("--words", help='QUERY says how it should sound: "calm piano without voice".')
    ] = False,
    clip: Annotated[bool, typer.Option("--clip", help="QUERY is an audio file of 5 to 60 s: what is it of?")] = False,
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
    damp_hubs: Annotated[
        float, typer.Option(min=0, max=1, help="How much what sounds like everything is held back; 0: not at all.")
    ] = 1.0,
    first: First = False,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Find tracks that sound like QUERY."""
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job(application: "Application") -> Exit:
        _check(words=words, clip=clip, others=bool(more or less), compares=bool(weigh or explain))
        from musicsim.domain.model.similarity import RankingOptions, SimilarQuery

        options = RankingOptions(
            limit=limit,
            per_artist=per_artist or None,
            per_album=per_album or None,
            diversity=diversity,
            damp_hubs=damp_hubs,
        )
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
        asked = SimilarQuery(options, where, _weights(weigh or []), explain)
        if clip:
            return await by_clip(session, application, query, asked)
        if words:
            return await _by_words(session, application, query, asked)
        seed = await find_track(application, query, first=first)
        others = [await find_track(application, one, first=first) for one in [*(more or []), *(less or [])]]
        if others:
            positive = 1 + len(more or [])
            return await _blended(session, application, [seed, *others], positive, asked)
        return await _similar(session, application, seed, asked)

    session.run(job)


def _check(*, words: bool, clip: bool, others: bool, compares: bool) -> None:
    """Raise Invalid for options that would not be heeded."""
    if words and clip:
        raise Invalid("QUERY is either words or an excerpt: leave out --words or --clip.", "clip")
    if others and (words or clip):
        raise Invalid("--more and --less go with a track: leave them out, or --words and --clip.", "more")
    if words and compares:
        raise Invalid("--weigh and --explain compare with a sound, which words are not: leave them out.", "words")


def _weights(given: Sequence[str]) -> "FacetWeights":
    from musicsim.domain.model.facets import Facet, FacetWeights

    weights: dict[str, float] = {}
    for one in given:
        name, _, number = one.partition("=")
        try:
            weights[Facet(name.strip()).value] = float(number)
        except ValueError:
            names = ", ".join(Facet)
            raise Invalid(f"{one!r} is no weight: write one of {names}, an equals sign, a number.", "weigh") from None
    return FacetWeights(**weights)


async def _similar(session: Session, application: "Application", seed: "Track", query: "SimilarQuery") -> Exit:
    from musicsim.entrypoints.schemas import similar as schemas

    found = await application.find_similar(seed.id, query)
    beside = await application.show_beside(schemas.tracks_in(found), None)
    if session.output.as_json:
        session.output.document(schemas.SimilarTracks.of(found, beside))
        return Exit.OK
    session.output.note(f"Sounds like {describe(found.seed)} ({found.seed.key}):")
    print_copies(session.output, found.copies)
    print_hits(session.output, found.hits, beside)
    return Exit.OK


async def _blended(
    session: Session, application: "Application", seeds: "Sequence[Track]", wanted: int, query: "SimilarQuery"
) -> Exit:
    """The first `wanted` are to have more of, the others less."""
    from musicsim.domain.model.seeds import SeedKind, SeedWish
    from musicsim.entrypoints.schemas.alchemy import BlendedTracks
    from musicsim.entrypoints.schemas.similar import tracks_of

    wishes = [SeedWish(SeedKind.TRACK, seed.id, 1.0 if n < wanted else -1.0) for n, seed in enumerate(seeds)]
    gathered, found = await application.discovery.find_blended(None, wishes, query)
    beside = await application.show_beside(tracks_of(found.copies, found.hits), None)
    if session.output.as_json:
        session.output.document(BlendedTracks.of(gathered, found, beside))
        return Exit.OK
    for n, seed in enumerate(seeds):
        session.output.note(f"{'More' if n < wanted else 'Less'} like {describe(seed)} ({seed.key})")
    print_copies(session.output, found.copies)
    print_hits(session.output, found.hits, beside)
    return Exit.OK


async def _by_words(session: Session, application: "Application", text: str, query: "SimilarQuery") -> Exit:
    from musicsim.entrypoints.schemas.words import WordTracks, tracks_found

    found = await application.discovery.find_by_words(text, query)
    beside = await application.show_beside(tracks_found(found), None)
    if session.output.as_json:
        session.output.document(WordTracks.of(found, beside))
        return Exit.OK
    if found.query.rough:
        session.output.note(f"Understood only roughly: {', '.join(found.query.rough)}.")
    if strange := [*found.query.unknown, *found.query.unwanted]:
        session.output.note(f"Not understood: {', '.join(strange)}.")
    for track in found.named:
        session.output.note(f"Called so: {describe(track)} ({track.key})")
    print_word_hits(session.output, found.hits, found.query, beside)
    return Exit.OK
