"""What keeps what is known of the outside, as contracts need it."""

from dataclasses import dataclass

from musicsim.ports.catalogue import Catalogue
from musicsim.ports.outside_answers import OutsideAnswers
from musicsim.ports.outside_tracks import OutsideTracks
from musicsim.ports.outside_uploads import OutsideUploads
from musicsim.ports.receipts import Receipts
from tests.support.samples import a_track


@dataclass(frozen=True)
class OutsideMemory:
    """All of it on one database."""

    catalogue: Catalogue
    answers: OutsideAnswers
    tracks: OutsideTracks
    uploads: OutsideUploads
    receipts: Receipts

    async def fill(self) -> "OutsideMemory":
        """Three tracks of the library: others are nobody's."""
        await self.catalogue.save([a_track(number) for number in (1, 2, 3)])
        return self
