"""An outside catalogue whose answers are remembered for a while."""

from collections import OrderedDict
from typing import TYPE_CHECKING

from musicsim.domain.model.beyond import ExternalTrack, Freshness, SoughtTrack
from musicsim.domain.rules.freshness import DESCRIPTION, NOTHING
from musicsim.ports.clock import Clock
from musicsim.ports.metadata_provider import MetadataProvider

if TYPE_CHECKING:
    from datetime import datetime

MOST = 5_000
"""Tracks, some 3 MB."""


class RememberingMetadataProvider(MetadataProvider):
    """Asks `inner` for a track it did not ask for lately; who was not asked for longest is forgotten first.

    Stands before the guard, so that what is remembered costs nobody a turn. Of searches only what they found is.
    """

    def __init__(self, inner: MetadataProvider, clock: Clock, most: int = MOST) -> None:
        self._inner = inner
        self._clock = clock
        self._most = most
        self._kept: OrderedDict[str, tuple[ExternalTrack | None, datetime]] = OrderedDict()

    @property
    def name(self) -> str:
        return self._inner.name

    @property
    def catalogue(self) -> str:
        return self._inner.catalogue

    async def find(self, sought: SoughtTrack) -> list[ExternalTrack]:
        found = await self._inner.find(sought)
        for track in found:
            self._keep(track.id.id, track)
        return found

    async def get(self, track_id: str) -> ExternalTrack | None:
        if track_id in self._kept:
            track, asked_at = self._kept[track_id]
            life = NOTHING if track is None else DESCRIPTION
            if life.of(asked_at, self._clock.now()) is Freshness.FRESH:
                self._kept.move_to_end(track_id)
                return track
        return self._keep(track_id, await self._inner.get(track_id))

    def _keep(self, track_id: str, track: ExternalTrack | None) -> ExternalTrack | None:
        self._kept[track_id] = track, self._clock.now()
        self._kept.move_to_end(track_id)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return track
