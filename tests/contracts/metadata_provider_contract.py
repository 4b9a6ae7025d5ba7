"""What every outside catalogue promises."""

from abc import abstractmethod

import pytest

from musicsim.domain.model.beyond import ExternalTrack
from musicsim.ports.metadata_provider import MetadataProvider
from tests.contracts.outside import OutsideContract, Question, World
from tests.support.externals import an_external, an_id, an_isrc, sought


class MetadataWorld(World):
    """A catalogue under test, and what is in it."""

    provider: MetadataProvider

    @abstractmethod
    def publish(self, *tracks: ExternalTrack) -> None: ...

    def track(self, number: int, **changes: object) -> ExternalTrack:
        """As this catalogue would tell of it: some leave things out."""
        return an_external(number, self.provider.catalogue, **changes)


class MetadataProviderContract(OutsideContract):
    """Subclasses supply the fixture `world`."""

    @pytest.fixture
    def questions(self, world: MetadataWorld) -> list[Question]:
        track = world.track(1)
        world.publish(track)
        return [
            lambda: world.provider.find(sought(track)),
            lambda: world.provider.find(sought(track, isrc=an_isrc(1))),
            lambda: world.provider.get(world.track(2).id.id),  # not one that a cache may remember
        ]

    async def test_a_track_is_described(self, world: MetadataWorld):
        world.publish(world.track(1), world.track(2))
        assert await world.provider.get(world.track(2).id.id) == world.track(2)

    async def test_little_may_be_known(self, world: MetadataWorld):
        bare = ExternalTrack(id=world.track(3).id, title="Ünknown", artist="Nobody", link=world.track(3, album="").link)
        world.publish(bare)
        found = await world.provider.get(bare.id.id)
        assert found is not None
        assert (found.title, found.artist, found.album, found.isrc, found.duration) == (
            "Ünknown",
            "Nobody",
            "",
            "",
            None,
        )

    async def test_an_unknown_id_is_an_answer(self, world: MetadataWorld):
        assert await world.provider.get(an_id(404, world.provider.catalogue).id) is None

    @pytest.mark.parametrize("text", ["", "?", "../admin", "a/b", "x y", "é" * 22, "0" * 500, "spotify:track:x"])
    async def test_what_cannot_be_an_id_is_unknown(self, world: MetadataWorld, text: str):
        assert await world.provider.get(text) is None

    async def test_it_is_found_by_words(self, world: MetadataWorld):
        world.publish(world.track(1), world.track(2))
        assert [one.id for one in await world.provider.find(sought(world.track(2)))] == [world.track(2).id]

    async def test_the_isrc_says_it_surely(self, world: MetadataWorld):
        world.publish(world.track(1), world.track(2))
        found = await world.provider.find(sought(world.track(1), isrc=an_isrc(2)))
        assert [one.id for one in found] == [world.track(2).id]

    async def test_an_isrc_that_nobody_knows_does_not_hide_the_words(self, world: MetadataWorld):
        world.publish(world.track(1))
        found = await world.provider.find(sought(world.track(1), isrc=an_isrc(99)))
        assert [one.id for one in found] == [world.track(1).id]

    @pytest.mark.parametrize("title", ["No such", 'a "quoted" (thing) AND -more: *', "東京", "\\", "a:b isrc:x"])
    async def test_nothing_found_is_an_answer(self, world: MetadataWorld, title: str):
        world.publish(world.track(1))
        assert await world.provider.find(sought(world.track(5, title=title, artist="No one"))) == []

    async def test_ten_are_enough(self, world: MetadataWorld):
        world.publish(*(world.track(number, title="Same", artist="Band") for number in range(1, 15)))
        assert len(await world.provider.find(sought(world.track(1, title="Same", artist="Band")))) == 10
