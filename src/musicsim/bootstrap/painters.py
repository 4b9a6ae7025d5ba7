"""Those who paint, as the settings list them, and the way to pictures on the outside."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicsim.adapters.pictures.images import CheckedImages
from musicsim.bootstrap.outside import Internet, user_agent
from musicsim.config import Settings
from musicsim.ports.artwork_generator import ArtworkGenerator
from musicsim.ports.clock import Clock
from musicsim.ports.images import Images
from musicsim.ports.metrics import Metrics
from musicsim.ports.spending import Spending
from musicsim.ports.web import Web

if TYPE_CHECKING:
    from musicsim.adapters.guarded.guard import Guard
    from musicsim.adapters.guarded.limits import Limits


@dataclass(frozen=True, kw_only=True)
class Painters:
    """What paints, in the order of the settings, and what takes catalogues' pictures from outside."""

    generators: Sequence[ArtworkGenerator]
    images: Images


@dataclass(frozen=True, kw_only=True)
class Atelier:
    """What painters are made with. Their packages are imported where the settings name them."""

    settings: Settings
    internet: Internet
    clock: Clock
    metrics: Metrics
    spending: Spending
    stack: AsyncExitStack

    def open(self) -> Painters:
        """Nobody is asked yet."""
        web = self.internet.web(user_agent(self.settings))  # opens nothing before it asks
        self.stack.push_async_callback(web.close)
        images = self._images(web, "pictures")
        make: dict[str, Callable[[], ArtworkGenerator]] = {
            "painter": _painter,
            "limewire": lambda: self._limewire(web, images),
            "openai_images": lambda: self._openai_images(images),
        }
        # catalogues' covers apart: while their servers are down, what was paid for is to be fetched all the same
        covers = self._images(web, "covers")
        return Painters(generators=[make[name]() for name in self.settings.painters], images=covers)

    def _limewire(self, web: Web, images: Images) -> ArtworkGenerator:
        from musicsim.adapters.limewire.generator import LimeWireGenerator

        s, where = self.settings, self.internet.at("limewire")
        inner = LimeWireGenerator(
            web=web,
            images=images,
            clock=self.clock,
            token=s.limewire_token,
            credits=s.limewire_credits,
            quality=s.limewire_quality,
            **where,
        )
        return self._guarded(inner, s.limewire_daily_credits)

    def _openai_images(self, images: Images) -> ArtworkGenerator:
        """Asked wherever it is: its address is the operator's own word, and no stranger's."""
        from musicsim.adapters.openai_images.generator import OpenAiImagesGenerator
        from musicsim.adapters.web.client import HttpWeb

        s = self.settings
        web = HttpWeb(user_agent(s), admits=lambda _: True, plain=s.images_url.startswith("http://"))
        self.stack.push_async_callback(web.close)
        inner = OpenAiImagesGenerator(
            web=web,
            images=images,
            own_images=self._images(web, "openai_images_pictures"),
            clock=self.clock,
            base=s.images_url,
            model=s.images_model,
            key=s.images_key,
            quality=s.images_quality,
            cost=s.images_price,
        )
        return self._guarded(inner, s.images_daily_spending)

    def _guarded(self, inner: ArtworkGenerator, cap: float) -> ArtworkGenerator:
        from musicsim.adapters.guarded.artwork_generator import GuardedArtworkGenerator
        from musicsim.adapters.guarded.limits import PAINTERS
        from musicsim.adapters.guarded.purse import Purse

        purse = Purse(
            service=inner.name,
            price=inner.price,
            cap=cap,
            spending=self.spending,
            clock=self.clock,
            metrics=self.metrics,
        )
        return GuardedArtworkGenerator(inner, self._guard(inner.name, PAINTERS), purse)

    def _images(self, web: Web, name: str) -> Images:
        from musicsim.adapters.guarded.images import GuardedImages
        from musicsim.adapters.guarded.limits import PICTURES

        return GuardedImages(CheckedImages(web=web, clock=self.clock), self._guard("pictures", PICTURES, name))

    def _guard(self, service: str, usual: "Limits", name: str = "") -> "Guard":
        return self.internet.guard(service, usual, self.clock, self.metrics, name)


def _painter() -> ArtworkGenerator:
    from musicsim.adapters.painter.generator import PaintingGenerator

    return PaintingGenerator()
