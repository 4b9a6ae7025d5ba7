"""Pictures from outside, guarded."""

from dataclasses import dataclass

from musicsim.adapters.guarded.guard import Guard
from musicsim.domain.model.image import Image
from musicsim.ports.images import Images


@dataclass(frozen=True)
class GuardedImages(Images):
    """Fetches with `inner` through `guard`; looking at bytes that are here needs none."""

    inner: Images
    guard: Guard

    async def checked(self, data: bytes) -> Image:
        return await self.inner.checked(data)

    async def fetch(self, url: str) -> Image | None:
        return await self.guard.run("fetch", lambda: self.inner.fetch(url))
