"""Guarded ports keep their promises, and paid ones their cap."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.guarded.artwork_generator import GuardedArtworkGenerator
from musicsim.adapters.guarded.images import GuardedImages
from musicsim.adapters.guarded.metadata_provider import GuardedMetadataProvider
from musicsim.adapters.guarded.outside_library import GuardedOutsideLibrary
from musicsim.adapters.guarded.similarity_provider import GuardedSimilarityProvider
from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.outside import RefusalReason, Refused, Throttled
from musicsim.domain.model.painting import Painting
from tests.contracts.artwork_generator_contract import OutsideGeneratorContract
from tests.contracts.images_contract import Gallery, ImagesContract
from tests.contracts.metadata_provider_contract import MetadataProviderContract
from tests.contracts.outside_library_contract import OutsideLibraryContract
from tests.contracts.similarity_provider_contract import SimilarityProviderContract
from tests.support.externals import an_order
from tests.support.guarding import Watch
from tests.unit.adapters.test_memory_outside import (
    MemoryGallery,
    MemoryListener,
    MemoryMetadata,
    MemorySimilarity,
    MemoryStudio,
)


def calm(watch: Watch):
    """A guard that asks once and is never offended: what its world does is seen at once."""
    return watch.guard(attempts=1, failures=10_000, patience=1e6)


class _Behind:
    """A world whose adapter stands behind a guard; knobs are those of the adapter."""

    def _adapter(self):
        return next(iter(vars(self).values())).inner


class GuardedSimilarity(_Behind, MemorySimilarity):
    def __init__(self):
        MemorySimilarity.__init__(self, "spotify")
        self.provider = GuardedSimilarityProvider(self.provider, calm(Watch()))

    def resemble(self, seed, *others):
        inner = MemorySimilarity("spotify")
        inner.resemble(seed, *others)
        self.provider.inner.like |= inner.provider.like


class TestGuardedSimilarityProvider(SimilarityProviderContract):
    @pytest.fixture
    def world(self) -> GuardedSimilarity:
        return GuardedSimilarity()


class GuardedMetadata(_Behind, MemoryMetadata):
    def __init__(self):
        MemoryMetadata.__init__(self)
        self.provider = GuardedMetadataProvider(self.provider, calm(Watch()))

    def publish(self, *tracks):
        self.provider.inner.tracks += tracks


class TestGuardedMetadataProvider(MetadataProviderContract):
    @pytest.fixture
    def world(self) -> GuardedMetadata:
        return GuardedMetadata()


class GuardedStudio(_Behind, MemoryStudio):
    def __init__(self):
        MemoryStudio.__init__(self)
        watch = Watch()
        self.generator = GuardedArtworkGenerator(self.generator, calm(watch), watch.purse(1.5, 100))

    def dislike(self, word):
        self.generator.inner.declines = frozenset({word})

    def smear(self):
        made = MemoryStudio()
        made.smear()
        self.generator.inner.fails_with = made.generator.fails_with


class TestGuardedArtworkGenerator(OutsideGeneratorContract):
    @pytest.fixture
    def world(self) -> GuardedStudio:
        return GuardedStudio()


class GuardedGallery(MemoryGallery):
    def __init__(self):
        MemoryGallery.__init__(self)
        self.memory = self.images
        self.images = GuardedImages(self.memory, calm(Watch()))

    def hang(self, name, data):
        self.memory.there[f"https://pictures.example/{name}"] = data
        return f"https://pictures.example/{name}"

    def close(self):
        self.memory.fails_with = Unavailable("pictures", "Nobody answers.")


class TestGuardedImages(ImagesContract):
    @pytest.fixture
    def gallery(self) -> Gallery:
        return GuardedGallery()


class GuardedListener(_Behind, MemoryListener):
    def __init__(self):
        MemoryListener.__init__(self)
        self.library = GuardedOutsideLibrary(self.library, calm(Watch()))

    def kept(self, track):
        return self.library.inner.kept.get(track)

    def progress(self, track, listening):
        self.library.inner.states[track] = listening

    def fill(self):
        self.library.inner.room = 0


class TestGuardedOutsideLibrary(OutsideLibraryContract):
    @pytest.fixture
    def world(self) -> GuardedListener:
        return GuardedListener()


def painter(watch: Watch, cap: float, **knobs) -> GuardedArtworkGenerator:
    inner = MemoryArtworkGenerator(price=1.0, **knobs)
    return GuardedArtworkGenerator(inner, calm(watch), watch.purse(1.0, cap))


async def test_a_day_costs_no_more_than_it_may():
    watch = Watch()
    generator = painter(watch, 2.5)
    for _ in range(2):
        assert isinstance(await generator.generate(an_order()), Painting)
    with pytest.raises(Refused) as caught:
        await generator.generate(an_order())
    assert caught.value.reason is RefusalReason.SPENDING
    assert len(generator.inner.orders) == 2
    assert watch.metrics.gauged("outside.spent", service="memory") == 2.0
    watch.clock.advance(86_400)
    assert isinstance(await generator.generate(an_order()), Painting)


async def test_ten_at_once_cost_no_more_either():
    generator = painter(Watch(), 3.0)
    made = await asyncio.gather(*(generator.generate(an_order(str(n))) for n in range(10)), return_exceptions=True)
    assert [isinstance(one, Painting) for one in made].count(True) == 3
    assert len(generator.inner.orders) == 3


@pytest.mark.parametrize(
    ("fault", "spent"),
    [
        (Throttled("memory", "Slowly.", 1.0), 0),
        (Refused("memory", RefusalReason.REQUEST, "No."), 0),
        (Unavailable("memory", "It broke off."), 1),
    ],
)
async def test_what_surely_cost_nothing_is_given_back(fault: MusicsimError, spent: float):
    watch = Watch()
    generator = painter(watch, 5.0, fails_with=fault)
    with pytest.raises(type(fault)):
        await generator.generate(an_order())
    assert await watch.spending.spent("memory", watch.clock.now().date()) == spent


@given(st.floats(0, 3), st.floats(0.5, 10))
def test_what_it_really_cost_is_counted(cost: float, cap: float):
    async def order() -> float:
        watch = Watch()
        inner = MemoryArtworkGenerator(price=cost)
        generator = GuardedArtworkGenerator(inner, calm(watch), watch.purse(0.5, cap))
        await generator.generate(an_order())
        return await watch.spending.spent("memory", watch.clock.now().date())

    assert asyncio.run(order()) == pytest.approx(cost, abs=1e-6)


@pytest.mark.parametrize(("price", "orders"), [(0.0, 3), (1.0, 1)])
async def test_what_may_have_been_paid_for_is_not_ordered_again_at_once(price: float, orders: int):
    watch = Watch()
    inner = MemoryArtworkGenerator(price=price, fails_with=Unavailable("memory", "It broke off."))
    generator = GuardedArtworkGenerator(inner, watch.guard(), watch.purse(price, 10))
    with pytest.raises(Unavailable):
        await generator.generate(an_order())
    assert len(inner.orders) == orders


async def test_what_costs_nothing_needs_no_purse():
    watch = Watch()
    generator = GuardedArtworkGenerator(MemoryArtworkGenerator(), calm(watch), watch.purse(0.0, 0.0))
    assert isinstance(await generator.generate(an_order()), Painting)
    assert watch.metrics.gauged("outside.spent", service="memory") is None
