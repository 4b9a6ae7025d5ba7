"""A service that listens to the library's tracks, guarded."""

from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass

from musicsim.adapters.guarded.guard import Guard
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.upload_outside import OutsideListening
from musicsim.ports.outside_library import OutsideLibrary


@dataclass(frozen=True)
class GuardedOutsideLibrary(OutsideLibrary):
    """Asks `inner` through `guard`, whose time limit has to leave room for a track's bytes."""

    inner: OutsideLibrary
    guard: Guard

    async def add(self, track: TrackId, title: str, chunks: AsyncIterable[bytes]) -> ExternalId:
        # bytes that were read once do not come again: the caller has to begin anew
        return await self.guard.run("add", lambda: self.inner.add(track, title, chunks), once=True)

    async def state(self, track: ExternalId) -> OutsideListening | None:
        return await self.guard.run("state", lambda: self.inner.state(track))

    async def remove(self, tracks: Sequence[ExternalId]) -> None:
        await self.guard.run("remove", lambda: self.inner.remove(tracks))
