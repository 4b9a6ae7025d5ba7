"""Which models listen."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicsim.domain.model.models import Models, SpaceSeen
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.ports.vector_index import VectorIndex


@dataclass(frozen=True, kw_only=True)
class ShowModels:
    """The embedding spaces that analyses fill, those that are in the index, and which of them answers; and
    that of parts of tracks, by which excerpts are recognised.
    """

    spaces: Sequence[Space]
    print_model: str
    segment_space: Space
    index: VectorIndex

    async def __call__(self) -> Models:
        """The spaces of the analyser first, then what else the index holds. Unavailable when that does not answer."""
        held, answering = await self.index.spaces(), await self.index.answering(LIBRARY)
        others = [space for space in held if space not in self.spaces and space != self.segment_space]
        seen = [
            SpaceSeen(
                space=space,
                filled=space in self.spaces,
                answering=space == answering,
                vectors=await self.index.count(space) if space in held else None,
            )
            for space in (*self.spaces, *others)
        ]
        segments = await self.index.count(self.segment_space) if self.segment_space in held else 0
        return Models(seen, self.print_model, segments)
