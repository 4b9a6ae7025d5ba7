"""A catalogue that a test made up."""

from dataclasses import dataclass, field

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.beyond import SPOTIFY, ExternalTrack, SoughtTrack
from musicsim.domain.rules.matching import isrc_of
from musicsim.domain.rules.text import fold
from musicsim.ports.metadata_provider import MetadataProvider

_MOST = 10


@dataclass
class MemoryMetadataProvider(MetadataProvider):
    """Knows `tracks`; finds by ISRC, else those whose title and artist hold every word that is sought.

    Knobs: `fails_with` is raised by every call; `asked` counts them.
    """

    name: str = "memory"
    catalogue: str = SPOTIFY
    tracks: list[ExternalTrack] = field(default_factory=list)
    fails_with: MusicsimError | None = None
    asked: int = 0

    async def find(self, sought: SoughtTrack) -> list[ExternalTrack]:
        self._ask()
        code = isrc_of(sought.isrc)
        exact = [track for track in self.tracks if code and isrc_of(track.isrc) == code]
        return (exact or [track for track in self.tracks if _holds(track, sought)])[:_MOST]

    async def get(self, track_id: str) -> ExternalTrack | None:
        self._ask()
        return next((track for track in self.tracks if track.id.id == track_id), None)

    def _ask(self) -> None:
        self.asked += 1
        if self.fails_with is not None:
            raise self.fails_with


def _holds(track: ExternalTrack, sought: SoughtTrack) -> bool:
    words = fold(f"{sought.title} {sought.artist}").split()
    return set(words) <= set(fold(f"{track.title} {track.artist}").split())
