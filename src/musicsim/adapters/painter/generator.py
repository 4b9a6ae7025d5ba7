"""The painter in the house: no account, no network, no cost."""

from dataclasses import dataclass, field

import anyio
import anyio.to_thread

from musicsim.adapters.painter.painting import painted
from musicsim.adapters.painter.parameters import parameters_of
from musicsim.domain.model.image import Image
from musicsim.domain.model.painting import ArtworkOrder, Declined, Painting, Provenance
from musicsim.ports.artwork_generator import ArtworkGenerator

MODEL = "painter@1"
"""Another number when the same music is painted differently."""

_SMALLEST, _LARGEST = 64, 1024


@dataclass(frozen=True)
class PaintingGenerator(ArtworkGenerator):
    """Paints from the analysis and the waveform; of the prompt it reads nothing. One picture at a time, in a thread."""

    _turn: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(1), repr=False)

    @property
    def name(self) -> str:
        return "painter"

    @property
    def price(self) -> float:
        return 0.0

    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        image = await anyio.to_thread.run_sync(_image, order, limiter=self._turn)
        return Painting(image, Provenance(provider=self.name, model=MODEL))


def _image(order: ArtworkOrder) -> Image:
    edge = min(max(order.edge, _SMALLEST), _LARGEST) // 8 * 8
    data = painted(parameters_of(order.analysis, order.waveform), order.key, edge)
    return Image(data, "image/jpeg", edge, edge)
