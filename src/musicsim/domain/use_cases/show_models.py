"""Which models listen."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.models import Models, SpaceSeen
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.ports.vector_index import VectorIndex


@dataclass(frozen=True, kw_only=True)
class ShowModels:
    """The embedding spaces that analyses fill, those that are in the index, and which of them answers."""

    spaces: Sequence[Space]
    print_model: str
    index: VectorIndex

    async def __call__(self) -> Models:
        """The spaces of the analyser first, then what else the index holds. Unavailable when that does not answer."""
        held, answering = await self.index.spaces(), await self.index.answering(LIBRARY)
        every = [*self.spaces, *(space for space in held if space not in self.spaces)]
        seen = [
            SpaceSeen(
                space=space,
                filled=space in self.spaces,
                answering=space == answering,
                vectors=await self.index.count(space) if space in held else None,
            )
            for space in every
        ]
        return Models(seen, self.print_model)
