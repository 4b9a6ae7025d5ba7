"""What every keeper of the chosen folder promises."""

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.ports.library_choice import LibraryChoice


class LibraryChoiceContract:
    """Subclasses supply the fixtures `choice`, by which nobody chose yet, and `broken`, whose store does not answer."""

    async def test_at_first_nothing_is_chosen(self, choice: LibraryChoice):
        assert await choice.folder() is None

    async def test_the_last_choice_counts(self, choice: LibraryChoice):
        await choice.choose("/srv/music")
        await choice.choose("/srv/Müsik & more")
        assert await choice.folder() == "/srv/Müsik & more"

    async def test_a_store_that_does_not_answer_is_unavailable(self, broken: LibraryChoice):
        with pytest.raises(Unavailable):
            await broken.folder()
        with pytest.raises(Unavailable):
            await broken.choose("/srv/music")
