"""What every provider of similar music promises."""

from abc import abstractmethod

import pytest

from musicsim.domain.errors import Invalid
from musicsim.domain.model.beyond import ANYTHING, ExternalId, SimilarityFilter, Suggestions
from musicsim.ports.similarity_provider import SimilarityProvider
from tests.contracts.outside import OutsideContract, Question, World
from tests.support.externals import an_id


class SimilarityWorld(World):
    """A provider under test, and the music around it."""

    provider: SimilarityProvider

    @abstractmethod
    def resemble(self, seed: ExternalId, *others: ExternalId) -> None:
        """These sound like `seed`, the first the most."""

    def id(self, number: int) -> ExternalId:
        return an_id(number, self.provider.catalogue)

    @property
    def understands_words(self) -> bool:
        return True


class SimilarityProviderContract(OutsideContract):
    """Subclasses supply the fixture `world`."""

    @pytest.fixture
    def questions(self, world: SimilarityWorld) -> list[Question]:
        seed = world.id(1)
        world.resemble(seed, world.id(2))
        asking: list[Question] = [lambda: world.provider.similar(seed, 5)]
        return [*asking, lambda: world.provider.described("warm rain", 5)] if world.understands_words else asking

    async def test_the_most_alike_come_first(self, world: SimilarityWorld):
        world.resemble(world.id(1), *map(world.id, (7, 3, 5)))
        found = await world.provider.similar(world.id(1), 10)
        assert isinstance(found, Suggestions)
        assert [one.id for one in found.items] == [world.id(7), world.id(3), world.id(5)]
        scores = [one.score for one in found.items]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)

    async def test_no_more_than_asked_for(self, world: SimilarityWorld):
        world.resemble(world.id(1), *map(world.id, range(2, 12)))
        found = await world.provider.similar(world.id(1), 4)
        assert isinstance(found, Suggestions)
        assert [one.id for one in found.items] == [world.id(number) for number in (2, 3, 4, 5)]

    async def test_neither_the_seed_nor_anything_twice(self, world: SimilarityWorld):
        world.resemble(world.id(1), world.id(2), world.id(1), world.id(3), world.id(2))
        found = await world.provider.similar(world.id(1), 10)
        assert isinstance(found, Suggestions)
        assert [one.id for one in found.items] == [world.id(2), world.id(3)]

    async def test_an_unknown_seed_is_an_answer(self, world: SimilarityWorld):
        assert await world.provider.similar(world.id(404), 5) is None

    async def test_conditions_are_taken(self, world: SimilarityWorld):
        world.resemble(world.id(1), world.id(2))
        for where in (
            ANYTHING,
            SimilarityFilter(same_bpm=True, same_genre=True, matching_key=True),
            SimilarityFilter(bpm=(90, 110), genres=("ambient",), key="8A"),
        ):
            assert isinstance(await world.provider.similar(world.id(1), 5, where), Suggestions)

    @pytest.mark.parametrize("limit", [0, 101])
    async def test_limits_have_limits(self, world: SimilarityWorld, limit: int):
        with pytest.raises(Invalid):
            await world.provider.similar(world.id(1), limit)
        with pytest.raises(Invalid):
            await world.provider.described("rain", limit)

    @pytest.mark.parametrize("prompt", ["", " \n", "a" * 501])
    async def test_words_have_limits(self, world: SimilarityWorld, prompt: str):
        with pytest.raises(Invalid):
            await world.provider.described(prompt, 5)

    async def test_words_lead_to_music_or_are_not_understood(self, world: SimilarityWorld):
        found = await world.provider.described("warm rain", 5)
        assert isinstance(found, Suggestions) if world.understands_words else found is None
