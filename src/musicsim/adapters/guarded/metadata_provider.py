"""An outside catalogue, guarded."""

from dataclasses import dataclass

from musicsim.adapters.guarded.guard import Guard
from musicsim.domain.model.beyond import ExternalTrack, SoughtTrack
from musicsim.ports.metadata_provider import MetadataProvider


@dataclass(frozen=True)
class GuardedMetadataProvider(MetadataProvider):
    """Asks `inner` through `guard`."""

    inner: MetadataProvider
    guard: Guard

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def catalogue(self) -> str:
        return self.inner.catalogue

    async def find(self, sought: SoughtTrack) -> list[ExternalTrack]:
        return await self.guard.run("find", lambda: self.inner.find(sought))

    async def get(self, track_id: str) -> ExternalTrack | None:
        return await self.guard.run("get", lambda: self.inner.get(track_id))
