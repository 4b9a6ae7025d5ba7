"""Complete a filter by what a person likes and has heard."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.narrowing import MOST_FAVOURITES, MOST_HEARD, Narrowing
from musicsim.domain.model.vectors import Filter
from musicsim.ports.clock import Clock
from musicsim.ports.favourites import Favourites
from musicsim.ports.plays import Plays


@dataclass(frozen=True, kw_only=True)
class NarrowSearch:
    """A person's favourites and plays, as conditions that a vector index understands.

    Bounded: the newest MOST_FAVOURITES favourites, the MOST_HEARD tracks that were heard last.
    """

    favourites: Favourites
    plays: Plays
    clock: Clock

    async def __call__(self, user: UserId, wanted: Narrowing) -> Filter:
        """The filter, whole. Nothing is looked up that was not asked for."""
        where = wanted.where
        liked, heard = await asyncio.gather(
            self._liked(user) if wanted.favourites_only else _nothing(),
            self._heard(user, wanted.heard_within) if wanted.heard_within is not None else _nothing(),
        )
        if wanted.favourites_only:
            where = replace(where, only_ids=liked if where.only_ids is None else where.only_ids & liked)
        return replace(where, exclude_ids=where.exclude_ids | heard) if heard else where

    async def _liked(self, user: UserId) -> frozenset[str]:
        return frozenset(await self.favourites.newest(user, MOST_FAVOURITES))

    async def _heard(self, user: UserId, hours: float) -> frozenset[str]:
        since = self.clock.now() - timedelta(hours=hours)
        heard = await self.plays.recent(user, MOST_HEARD)
        return frozenset(each.track for each in heard if each.last_at >= since)


async def _nothing() -> frozenset[str]:
    return frozenset()
