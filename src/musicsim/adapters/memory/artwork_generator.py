"""Pictures of one colour, for tests."""

from dataclasses import dataclass, field
from hashlib import sha256

from musicsim.adapters.memory.images import plain_png
from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.image import Image
from musicsim.domain.model.painting import ArtworkOrder, Declined, Painting, Provenance
from musicsim.ports.artwork_generator import ArtworkGenerator

_EDGE = 8


@dataclass
class MemoryArtworkGenerator(ArtworkGenerator):
    """Paints a colour that the key decides, at 8 pixels whatever was ordered.

    Knobs: prompts that hold one of the words in `declines` are declined; `fails_with` is raised by every call;
    `orders` tells what was ordered.
    """

    name: str = "memory"
    price: float = 0.0
    declines: frozenset[str] = frozenset()
    fails_with: MusicsimError | None = None
    orders: list[ArtworkOrder] = field(default_factory=list)

    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        self.orders.append(order)
        if self.fails_with is not None:
            raise self.fails_with
        if held := sorted(word for word in self.declines if word in order.prompt.wanted):
            return Declined(f"A test does not want {held[0]}.")
        red, green, blue = sha256(order.key.encode()).digest()[:3]
        image = Image(plain_png(_EDGE, (red, green, blue)), "image/png", _EDGE, _EDGE)
        provenance = Provenance(provider=self.name, model="memory@1", prompt=order.prompt.wanted, cost=self.price)
        return Painting(image, provenance)
