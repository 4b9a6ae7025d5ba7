"""Painters on the outside keep the promises of their port."""

from collections.abc import Iterator

import pytest

from musicsim.adapters.limewire.generator import LimeWireGenerator
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.openai_images.generator import OpenAiImagesGenerator
from musicsim.adapters.pictures.images import CheckedImages
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.image import ImageFault, UnusableImage
from musicsim.domain.model.outside import Garbled, RefusalReason, Refused
from musicsim.domain.model.painting import Declined, Painting
from tests.contracts.artwork_generator_contract import OutsideGeneratorContract, Studio
from tests.contracts.outside import Trouble
from tests.support.externals import an_order
from tests.support.standins.painters import TOKEN, LimeWire, OpenAi, Painter
from tests.support.standins.serving import free_address, local_web, serving

CLOCK = ManualClock()


@pytest.fixture(scope="module")
def limewire() -> Iterator[LimeWire]:
    standin = LimeWire()
    with serving(standin.application(), standin) as standin.address:
        yield standin


@pytest.fixture(scope="module")
def openai() -> Iterator[OpenAi]:
    standin = OpenAi()
    with serving(standin.application(), standin) as standin.address:
        yield standin


class _Studio(Studio):
    def __init__(self, standin: Painter):
        standin.reset()
        self.standin = standin
        self.web, self.strict = local_web(), local_web(admits=lambda address: False)
        self.turn(standin.address)

    def suffer(self, trouble: Trouble) -> None:
        if trouble is Trouble.AWAY:
            self.turn(free_address())
        elif trouble is Trouble.CREDENTIALS:
            self.turn(self.standin.address, "wrong")
        else:
            self.standin.trouble = trouble

    def recover(self) -> None:
        self.standin.trouble = None

    def dislike(self, word: str) -> None:
        self.standin.disliked.add(word)

    def smear(self) -> None:
        self.standin.canvas = b"<svg/>"

    async def close(self) -> None:
        await self.web.close()
        await self.strict.close()


class LimeWireStudio(_Studio):
    service = "limewire"

    def turn(self, address: str, token: str = TOKEN) -> None:
        images = CheckedImages(web=self.web, clock=CLOCK)
        self.generator = LimeWireGenerator(
            web=self.web, images=images, clock=CLOCK, token=token, endpoint=f"{address}/api"
        )


class TestLimeWire(OutsideGeneratorContract):
    @pytest.fixture
    async def world(self, limewire: LimeWire):
        world = LimeWireStudio(limewire)
        yield world
        await world.close()

    async def test_what_is_ordered(self, world: LimeWireStudio):
        await world.generator.generate(an_order(prompt="boats"))
        assert world.standin.bodies == [
            {
                "prompt": "boats",
                "negative_prompt": "text",
                "samples": 1,
                "quality": "MID",
                "guidance_scale": 50,
                "aspect_ratio": "1:1",
                "style": "PHOTOREALISTIC",
            }
        ]

    @pytest.mark.parametrize(("used", "cost"), [(0.99, 0.99), (None, 1.0), (0, 0.0)])
    async def test_what_it_costs(self, world: LimeWireStudio, used: float | None, cost: float):
        world.standin.used = used
        made = await world.generator.generate(an_order())
        assert isinstance(made, Painting)
        assert made.provenance.cost == cost

    async def test_a_problem_with_the_prompt_is_an_answer_too(self, world: LimeWireStudio):
        world.dislike("horror")
        world.standin.politely = True
        declined = await world.generator.generate(an_order(prompt="horror"))
        assert isinstance(declined, Declined)
        assert "policy" in declined.reason

    @pytest.mark.parametrize(
        ("answer", "error"),
        [
            ((200, {"status": "COMPLETED", "data": []}), Garbled),
            ((200, {"status": "COMPLETED", "data": [{}]}), Garbled),
            ((200, {"status": "FAILED", "failure_code": "timeout"}), Unavailable),
            ((200, {"status": "PENDING"}), Unavailable),
            ((402, {"title": "No credits"}), Refused),
            ((400, {"title": "Bad request"}), Refused),
            ((400, "odd"), Refused),
        ],
    )
    async def test_other_failures(self, world: LimeWireStudio, answer, error: type[Exception]):
        world.standin.answer = answer
        with pytest.raises(error) as caught:
            await world.generator.generate(an_order())
        assert type(caught.value) is error

    async def test_a_picture_that_is_gone_already(self, world: LimeWireStudio):
        world.standin.gone = True
        with pytest.raises(Unavailable):
            await world.generator.generate(an_order())
        assert TOKEN not in repr(world.generator)


class OpenAiStudio(_Studio):
    service = "openai_images"

    def turn(self, address: str, token: str = TOKEN) -> None:
        own, others = (CheckedImages(web=web, clock=CLOCK) for web in (self.web, self.strict))
        self.generator = OpenAiImagesGenerator(
            web=self.web, images=others, own_images=own, clock=CLOCK, base=address, model="m1", key=token, cost=0.04
        )


class TestOpenAiImages(OutsideGeneratorContract):
    @pytest.fixture(params=[False, True], ids=["bytes", "address"])
    async def world(self, openai: OpenAi, request: pytest.FixtureRequest):
        world = OpenAiStudio(openai)
        openai.by_address = request.param
        yield world
        await world.close()

    async def test_what_is_ordered(self, world: OpenAiStudio):
        made = await world.generator.generate(an_order(prompt="boats", edge=512))
        assert world.standin.bodies == [
            {"prompt": "boats. Avoid: text.", "model": "m1", "n": 1, "size": "512x512"},
        ]
        assert isinstance(made, Painting)
        assert (made.provenance.model, made.provenance.cost) == ("m1", 0.04)

    @pytest.mark.parametrize(
        ("answer", "error"),
        [
            ((200, {"data": []}), Garbled),
            ((200, {"data": [{}]}), Garbled),
            ((200, {"data": [{"b64_json": "?"}]}), Garbled),
            ((200, {"data": [{"b64_json": "aGVsbG8="}]}), UnusableImage),
            ((429, {"error": {"message": "m", "code": "insufficient_quota"}}), Refused),
            ((400, {"error": {"message": "no such model", "code": None}}), Refused),
            ((400, {"error": "odd"}), Refused),
            ((500, {"error": {"message": "content filter crashed"}}), Unavailable),
        ],
    )
    async def test_other_failures(self, world: OpenAiStudio, answer, error: type[Exception]):
        world.standin.answer = answer
        with pytest.raises(error) as caught:
            await world.generator.generate(an_order())
        assert type(caught.value) is error
        if answer[0] == 429:
            assert caught.value.reason is RefusalReason.QUOTA

    @pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "http://10.0.0.1/", "file:///etc/passwd", "http://[", "?"])
    async def test_other_addresses_than_its_own_have_to_be_public(self, world: OpenAiStudio, url: str):
        world.standin.answer = (200, {"data": [{"url": url}]})
        with pytest.raises(UnusableImage) as caught:
            await world.generator.generate(an_order())
        assert caught.value.reason is ImageFault.ADDRESS

    async def test_a_picture_that_is_gone_already(self, world: OpenAiStudio):
        world.standin.gone, world.standin.by_address = True, True
        with pytest.raises(Unavailable):
            await world.generator.generate(an_order())
        assert TOKEN not in repr(world.generator)
