"""The made-up outside keeps the promises of the real one."""

import json

import pytest

from musicsim.adapters.memory.artwork_generator import MemoryArtworkGenerator
from musicsim.adapters.memory.images import MemoryImages
from musicsim.adapters.memory.metadata_provider import MemoryMetadataProvider
from musicsim.adapters.memory.outside_library import MemoryOutsideLibrary
from musicsim.adapters.memory.similarity_provider import MemorySimilarityProvider
from musicsim.adapters.memory.spending import MemorySpending
from musicsim.adapters.memory.web import MemoryWeb
from musicsim.adapters.memory.webhook_reader import MemoryWebhookReader
from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.beyond import MUSICBRAINZ, ExternalId, ExternalTrack, Preparing, Suggestion
from musicsim.domain.model.image import ImageFault, UnusableImage
from musicsim.domain.model.outside import Garbled, RefusalReason, Refused, Throttled
from musicsim.domain.model.upload_outside import OutsideListening
from musicsim.domain.model.web import WebAnswer, WebRequest
from musicsim.domain.model.webhook import Heard, Passed, TrialEvent
from tests.contracts.artwork_generator_contract import OutsideGeneratorContract, Studio
from tests.contracts.images_contract import Gallery, ImagesContract
from tests.contracts.metadata_provider_contract import MetadataProviderContract, MetadataWorld
from tests.contracts.outside import WAIT, Trouble
from tests.contracts.outside_library_contract import Listener, OutsideLibraryContract
from tests.contracts.similarity_provider_contract import SimilarityProviderContract, SimilarityWorld
from tests.contracts.spending_contract import SpendingContract
from tests.contracts.webhook_reader_contract import Post, WebhookReaderContract

FAULTS: dict[Trouble, MusicsimError] = {
    Trouble.AWAY: Unavailable("memory", "Nobody answers."),
    Trouble.BROKEN: Unavailable("memory", "It is broken."),
    Trouble.THROTTLING: Throttled("memory", "Not so fast.", WAIT),
    Trouble.NONSENSE: Garbled("memory", "Blah."),
    Trouble.EMPTY: Garbled("memory", "It said nothing."),
    Trouble.CREDENTIALS: Refused("memory", RefusalReason.CREDENTIALS, "Who are you?"),
}


class _Suffering:
    service = "memory"

    def suffer(self, trouble: Trouble) -> None:
        self._adapter().fails_with = FAULTS[trouble]

    def recover(self) -> None:
        self._adapter().fails_with = None

    def _adapter(self):
        return next(iter(vars(self).values()))


class MemorySimilarity(_Suffering, SimilarityWorld):
    def __init__(self, catalogue: str):
        self.provider = MemorySimilarityProvider(catalogue=catalogue)

    def resemble(self, seed: ExternalId, *others: ExternalId) -> None:
        self.provider.like[seed] = [Suggestion(one, 1.0 - at / 50) for at, one in enumerate(others)]


class TestMemorySimilarityProvider(SimilarityProviderContract):
    @pytest.fixture(params=["spotify", MUSICBRAINZ])
    def world(self, request: pytest.FixtureRequest) -> SimilarityWorld:
        return MemorySimilarity(request.param)

    async def test_a_seed_may_have_to_be_listened_to_first(self, world: MemorySimilarity):
        world.provider.unheard.add(world.id(1))
        assert await world.provider.similar(world.id(1), 5) == Preparing(60.0)

    async def test_words_lead_to_what_a_test_says(self, world: MemorySimilarity):
        world.provider.by_prompt = {"rain": [Suggestion(world.id(2), 0.5), Suggestion(world.id(3), 0.9)]}
        found = await world.provider.described("warm rain", 1)
        assert found is not None
        assert [one.id for one in found.items] == [world.id(3)]
        assert [question for question, _ in world.provider.asked] == ["warm rain"]


class MemoryMetadata(_Suffering, MetadataWorld):
    def __init__(self):
        self.provider = MemoryMetadataProvider()

    def publish(self, *tracks: ExternalTrack) -> None:
        self.provider.tracks += tracks


class TestMemoryMetadataProvider(MetadataProviderContract):
    @pytest.fixture
    def world(self) -> MetadataWorld:
        return MemoryMetadata()


class MemoryStudio(_Suffering, Studio):
    def __init__(self):
        self.generator = MemoryArtworkGenerator(price=1.5)

    def dislike(self, word: str) -> None:
        self.generator.declines = frozenset({word})

    def smear(self) -> None:
        self.generator.fails_with = UnusableImage(ImageFault.NOT_AN_IMAGE, "A smear.")


class TestMemoryArtworkGenerator(OutsideGeneratorContract):
    @pytest.fixture
    def world(self) -> Studio:
        return MemoryStudio()


class MemoryGallery(Gallery):
    def __init__(self):
        self.images = MemoryImages()

    def hang(self, name: str, data: bytes) -> str:
        address = f"https://pictures.example/{name}"
        self.images.there[address] = data
        return address

    def nothing(self) -> str:
        return "https://pictures.example/nothing"

    def close(self) -> None:
        self.images.fails_with = Unavailable("pictures", "Nobody answers.")


class TestMemoryImages(ImagesContract):
    @pytest.fixture
    def gallery(self) -> Gallery:
        return MemoryGallery()


class MemoryListener(_Suffering, Listener):
    def __init__(self):
        self.library = MemoryOutsideLibrary()

    def kept(self, track: ExternalId) -> bytes | None:
        return self.library.kept.get(track)

    def progress(self, track: ExternalId, listening: OutsideListening) -> None:
        self.library.states[track] = listening

    def fill(self) -> None:
        self.library.room = 0


class TestMemoryOutsideLibrary(OutsideLibraryContract):
    @pytest.fixture
    def world(self) -> Listener:
        return MemoryListener()


class TestMemorySpending(SpendingContract):
    @pytest.fixture
    def spending(self) -> MemorySpending:
        return MemorySpending()


class MemoryPost(Post):
    def __init__(self):
        self.reader = MemoryWebhookReader()

    def message(self, track: str, outcome: Heard) -> bytes:
        return json.dumps({"id": track, "outcome": outcome}).encode()

    def sign(self, body: bytes) -> str:
        return self.reader.sign(body)


class TestMemoryWebhookReader(WebhookReaderContract):
    def post(self) -> Post:
        return MemoryPost()

    def test_other_messages_pass(self):
        reader = MemoryWebhookReader()
        assert reader.read(b'{"test": true}', "") == TrialEvent()
        assert reader.read(b'{"id": 1}', reader.sign(b'{"id": 1}')) == Passed("unknown")


async def test_a_made_up_web_answers_or_fails_as_told():
    web = MemoryWeb(lambda request: WebAnswer(200, {}, request.body) if request.body else FAULTS[Trouble.AWAY])
    question = WebRequest(method="POST", url="https://a.example/", body=b"hello")
    assert (await web.ask("a", question)).body == b"hello"
    with pytest.raises(Unavailable):
        await web.ask("a", WebRequest(method="GET", url="https://a.example/"))
    assert [service for service, _ in web.asked] == ["a", "a"]
    await web.close()


def test_questions_do_not_show_their_secrets():
    question = WebRequest(
        method="POST", url="https://a/?key=s3cret", headers={"Authorization": "s3cret"}, body=b"s3cret"
    )
    assert "s3cret" not in repr(question)
