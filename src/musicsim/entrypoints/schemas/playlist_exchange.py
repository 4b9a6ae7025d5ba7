"""What comes of a playlist file."""

import msgspec

from musicsim.domain.model import playlist_file as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.domain.use_cases.exchange_playlists import Imported
from musicsim.entrypoints.schemas.playlist import Playlist
from musicsim.entrypoints.schemas.track import Track


class UnmatchedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the file for which there is no track or, with `candidates`, more than one.

    `line` counts from 1 (in JSPF the track's number), `position` is where in the playlist, counted from 0, its track
    belongs; the rest is what the line says, `duration` in seconds.
    """

    line: int
    position: int
    location: str
    title: str
    artist: str
    album: str
    duration: float | None
    candidates: list[Track]

    @classmethod
    def of(cls, unmatched: domain.Unmatched, beside: Beside) -> "UnmatchedLine":
        entry = unmatched.entry
        return cls(
            line=entry.line,
            position=unmatched.position,
            location=entry.location,
            title=entry.title,
            artist=entry.artist,
            album=entry.album,
            duration=entry.duration,
            candidates=[Track.of(track, beside) for track in unmatched.candidates],
        )


class ImportedPlaylist(msgspec.Struct, frozen=True, kw_only=True):
    """The new playlist, and the lines whose tracks are not in it; `ambiguous` ones have candidates to choose from."""

    playlist: Playlist
    unmatched: list[UnmatchedLine]
    ambiguous: list[UnmatchedLine]

    @classmethod
    def of(cls, imported: Imported, beside: Beside) -> "ImportedPlaylist":
        lines = [UnmatchedLine.of(one, beside) for one in imported.unmatched]
        return cls(
            playlist=Playlist.of(imported.playlist),
            unmatched=[line for line in lines if not line.candidates],
            ambiguous=[line for line in lines if line.candidates],
        )


def candidates_in(imported: Imported) -> list[DomainTrack]:
    """Every track that might have been meant, each once."""
    return list({track.id: track for one in imported.unmatched for track in one.candidates}.values())
