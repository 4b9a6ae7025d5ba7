"""What every painter promises."""

from abc import abstractmethod

import pytest

from musicsim.domain.model.image import UnusableImage
from musicsim.domain.model.painting import Declined, Painting
from musicsim.ports.artwork_generator import ArtworkGenerator
from tests.contracts.outside import OutsideContract, Question, World
from tests.support.externals import an_order


class Studio(World):
    """A painter under test."""

    generator: ArtworkGenerator

    @abstractmethod
    def dislike(self, word: str) -> None:
        """Prompts with that word are not painted."""

    @abstractmethod
    def smear(self) -> None:
        """What is painted from now on is no picture."""


class ArtworkGeneratorContract:
    """Subclasses supply the fixture `generator`."""

    async def test_it_paints_a_square(self, generator: ArtworkGenerator):
        made = await generator.generate(an_order())
        assert isinstance(made, Painting)
        assert made.image.width == made.image.height > 0
        assert made.image.media_type in {"image/png", "image/jpeg", "image/webp"}
        assert made.image.data

    async def test_it_says_who_painted(self, generator: ArtworkGenerator):
        made = await generator.generate(an_order())
        assert isinstance(made, Painting)
        assert made.provenance.provider == generator.name
        assert made.provenance.model
        assert 0 <= made.provenance.cost <= generator.price


class OutsideGeneratorContract(ArtworkGeneratorContract, OutsideContract):
    """Of painters on the outside. Subclasses supply the fixture `world`."""

    @pytest.fixture
    def generator(self, world: Studio) -> ArtworkGenerator:
        return world.generator

    @pytest.fixture
    def questions(self, world: Studio) -> list[Question]:
        return [lambda: world.generator.generate(an_order())]

    async def test_it_tells_what_it_was_told(self, world: Studio):
        made = await world.generator.generate(an_order(prompt="three grey boats"))
        assert isinstance(made, Painting)
        assert made.provenance.prompt == "three grey boats"

    async def test_a_painter_may_decline(self, world: Studio):
        world.dislike("horror")
        declined = await world.generator.generate(an_order(prompt="pure horror"))
        assert isinstance(declined, Declined)
        assert declined.reason
        assert isinstance(await world.generator.generate(an_order(prompt="pure joy")), Painting)

    async def test_what_is_no_picture_is_not_taken(self, world: Studio):
        world.smear()
        with pytest.raises(UnusableImage):
            await world.generator.generate(an_order())
