"""`musicsim similar --clip`: what a file of an excerpt is of, and what sounds like it."""

from pathlib import Path
from typing import TYPE_CHECKING

from musicsim.domain.errors import Invalid
from musicsim.domain.model.audio import LocalAudio
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.finding import describe
from musicsim.entrypoints.cli.similar_report import print_hits

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.clip import ClipAnswer
    from musicsim.domain.model.similarity import SimilarQuery
    from musicsim.entrypoints.cli.session import Session


async def by_clip(session: "Session", application: "Application", file: str, query: "SimilarQuery") -> Exit:
    """Print what was found for the excerpt in a file."""
    from musicsim.entrypoints.schemas.clip import ClipTracks, tracks_heard

    try:
        answer = await application.clips.search_by_clip(None, LocalAudio(Path(file)), query)
    except UnreadableAudio as fault:
        raise Invalid(f"{file!r} is no excerpt that can be listened to: {fault}.", "clip") from fault
    beside = await application.show_beside(tracks_heard(answer), None)
    if session.output.as_json:
        session.output.document(ClipTracks.of(answer, beside))
        return Exit.OK
    _tell_sources(session, answer)
    print_hits(session.output, answer.hits, beside)
    return Exit.OK


def _tell_sources(session: "Session", answer: "ClipAnswer") -> None:
    if not answer.recognising:
        session.output.note("Excerpts are not recognised here: set MUSICSIM_CLIPS=true for that.")
    elif not answer.sources:
        session.output.note("The library does not seem to have the recording.")
    for source in answer.sources:
        minutes, seconds = divmod(source.match.position, 60)
        place, sure = f"{minutes:.0f}:{seconds:04.1f}", f"{source.match.certainty:.0%} sure"
        session.output.note(f"From {describe(source.track)} at {place}, {sure} ({source.track.key})")
