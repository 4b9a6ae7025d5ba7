"""An outside service that listens to nothing."""

from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass, field

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState
from musicsim.ports.outside_library import OutsideLibrary


@dataclass
class MemoryOutsideLibrary(OutsideLibrary):
    """Keeps what it is sent in `kept`, by id, and leaves it waiting until a test sets another of `states`.

    Knobs: `room` is how many tracks it takes; `fails_with` is raised by every call.
    """

    room: int = 1000
    kept: dict[ExternalId, bytes] = field(default_factory=dict)
    states: dict[ExternalId, OutsideListening] = field(default_factory=dict)
    fails_with: MusicsimError | None = None

    async def add(self, track: TrackId, title: str, chunks: AsyncIterable[bytes]) -> ExternalId:
        self._fail()
        data = b"".join([chunk async for chunk in chunks])
        if len(self.kept) >= self.room:
            raise Refused("memory", RefusalReason.QUOTA, "There is no room for more tracks.")
        external = ExternalId("memory", f"m-{track}")
        self.kept[external] = data
        self.states[external] = OutsideListening(OutsideState.WAITING)
        return external

    async def state(self, track: ExternalId) -> OutsideListening | None:
        self._fail()
        return self.states.get(track)

    async def remove(self, tracks: Sequence[ExternalId]) -> None:
        self._fail()
        for track in tracks:
            self.kept.pop(track, None)
            self.states.pop(track, None)

    def _fail(self) -> None:
        if self.fails_with is not None:
            raise self.fails_with
