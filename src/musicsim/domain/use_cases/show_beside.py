"""What lists show beside their tracks."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from musicsim.domain.model.details import Beside
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.track import Track
from musicsim.ports.analyses import Analyses
from musicsim.ports.favourites import Favourites


@dataclass(frozen=True, kw_only=True)
class ShowBeside:
    """Tempo, key and the person's heart beside each line of a list, without asking track by track."""

    analyses: Analyses
    favourites: Favourites

    async def __call__(self, tracks: Collection[Track], user: UserId | None) -> Beside:
        """What there is of these tracks; None stands for nobody in particular, who has no favourites."""
        ids = {track.id for track in tracks}
        if not ids:
            return Beside({})
        if user is None:
            return Beside(await self.analyses.tempi_and_keys(ids))
        return Beside(*await asyncio.gather(self.analyses.tempi_and_keys(ids), self.favourites.among(user, ids)))
