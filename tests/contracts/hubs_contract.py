"""What every keeper of hub numbers promises."""

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.ports.hubs import Hubs
from tests.support.samples import DAY, SILENCE, a_track, an_analysis, track_id
from tests.support.stores import Stores

SPACE = an_analysis(0).embeddings[0].space


class HubsContract:
    """Subclasses supply the fixtures `stores`, empty, `hubs` on the same database, and `broken_hubs`."""

    async def due(self, hubs: Hubs, limit: int = 10, least: int = 0) -> list[TrackId]:
        return [one for one, _ in await hubs.due(SPACE, limit, least)]

    async def test_every_embedding_is_measured_once(self, stores: Stores, hubs: Hubs):
        await stores.analysed(*map(a_track, range(5)))
        await stores.save(a_track(7), a_track(8))
        assert await stores.analyses.save(a_track(8), SILENCE, DAY)
        assert await self.due(hubs, 3) == [track_id(number) for number in range(3)]
        embedding = an_analysis(0).embeddings[0].vector
        assert (await hubs.due(SPACE, 1, 0))[0][1].tobytes() == embedding.tobytes()
        await hubs.keep(SPACE, {track_id(0): 0.25, track_id(2): -0.5, track_id(7): 0.5, TrackId("a\0"): 0.1}, 5)
        assert await self.due(hubs) == [track_id(1), track_id(3), track_id(4)]
        asked = [*map(track_id, range(9)), TrackId("nobody"), TrackId("\ud800")]
        assert await hubs.numbers(SPACE, asked) == {track_id(0): 0.25, track_id(2): -0.5}
        assert await hubs.numbers("another@1", asked) == {}
        assert await hubs.due("another@1", 9, 9) == []

    async def test_numbers_of_a_smaller_library_are_due_again(self, stores: Stores, hubs: Hubs):
        await stores.analysed(*map(a_track, range(4)))
        await hubs.keep(SPACE, {track_id(0): 0.1, track_id(1): 0.1}, 9)
        await hubs.keep(SPACE, {track_id(2): 0.1}, 5)
        assert await self.due(hubs, least=9) == [track_id(3), track_id(2)]
        assert await self.due(hubs, least=10) == [track_id(3), track_id(2), track_id(0), track_id(1)]
        assert await self.due(hubs, 1, 10) == [track_id(3)]
        assert await self.due(hubs, 0, 10) == []
        await hubs.keep(SPACE, {track_id(2): 0.7}, 12)
        assert await hubs.numbers(SPACE, [track_id(2)]) == {track_id(2): 0.7}

    async def test_a_number_goes_with_its_embedding(self, stores: Stores, hubs: Hubs):
        await stores.analysed(a_track(0), a_track(1))
        await hubs.keep(SPACE, {track_id(0): 0.1, track_id(1): 0.1}, 2)
        assert await stores.analyses.save(a_track(1), an_analysis(5), DAY)
        assert await hubs.numbers(SPACE, [track_id(0), track_id(1)]) == {track_id(0): 0.1}
        assert await self.due(hubs) == [track_id(1)]

    @pytest.mark.parametrize(
        ("method", "arguments"), [("numbers", [[track_id(1)]]), ("due", [1, 1]), ("keep", [{track_id(1): 0.5}, 1])]
    )
    async def test_a_store_that_does_not_answer_is_unavailable(self, broken_hubs: Hubs, method: str, arguments: list):
        with pytest.raises(Unavailable):
            await getattr(broken_hubs, method)(SPACE, *arguments)
