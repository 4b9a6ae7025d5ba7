"""Look how far the rows are behind of the library's store."""

from dataclasses import dataclass

from musicsim.domain.model.arrival import Arrival, Gone, Returned
from musicsim.domain.model.audio import Unlisted
from musicsim.domain.model.reconciliation import StoreDifference
from musicsim.domain.rules.differences import differences
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class CompareStore:
    """What a scan would find to do, without doing it; a scan is what mends it."""

    store: AudioStore
    catalogue: Catalogue

    async def __call__(self) -> StoreDifference:
        """Walks the whole store, and reads nothing."""
        arrived = gone = unlisted = 0
        async for difference in differences(self.store.walk(), self.catalogue.known_objects()):
            match difference:
                case Arrival() | Returned():
                    arrived += 1
                case Gone():
                    gone += 1
                case Unlisted():
                    unlisted += 1
        return StoreDifference(arrived, gone, unlisted)
