"""What sounds like more of these and less of those?"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.seeds import Around, Gathered, Heard, SeedWish
from musicsim.domain.model.similarity import SimilarQuery, Surroundings
from musicsim.domain.model.vectors import Space


@dataclass(frozen=True, kw_only=True)
class FindBlended:
    """Gathers seeds into one question, and looks what lies around it."""

    gather: Callable[[UserId | None, Sequence[SeedWish], Sequence[Heard]], Awaitable[Gathered]]
    search: Callable[[Space, Around, SimilarQuery], Awaitable[Surroundings]]

    async def __call__(
        self, user: UserId | None, wishes: Sequence[SeedWish], query: SimilarQuery, heard: Sequence[Heard] = ()
    ) -> tuple[Gathered, Surroundings]:
        """What was asked, and the answer; none of the seeds' own tracks is among it. Errors as GatherSeeds has them."""
        gathered = await self.gather(user, wishes, heard)
        return gathered, await self.search(gathered.space, gathered.around, query)
