"""What people search by: tracks, albums and the like, each wanted more or less of."""

from typing import Annotated

import msgspec

from musicsim.domain.model.alchemy import MOST_SEEDS, MOST_WEIGHT
from musicsim.domain.model.seeds import SeedKind, SeedWish

_LONGEST = 1000  # characters: of a text in words


class SeedRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """More (`weight` above 0) or less (below) of something; only proportions matter.

    `id` is the id of what `kind` says, the name of a tag, or words; favourites are yours, and need none.
    """

    kind: SeedKind
    id: Annotated[str, msgspec.Meta(max_length=_LONGEST)] = ""
    weight: Annotated[float, msgspec.Meta(ge=-MOST_WEIGHT, le=MOST_WEIGHT)] = 1.0

    @property
    def wish(self) -> SeedWish:
        return SeedWish(self.kind, self.id, self.weight)


Seeds = Annotated[list[SeedRequest], msgspec.Meta(min_length=1, max_length=MOST_SEEDS)]
