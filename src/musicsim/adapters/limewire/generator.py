"""Covers painted by LimeWire."""

import json
from dataclasses import dataclass, field

import msgspec

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.painting import ArtworkOrder, Declined, Painting, Provenance
from musicsim.domain.model.web import WebAnswer, WebRequest
from musicsim.domain.rules.moderation import is_moderation
from musicsim.domain.rules.web_answers import garbled, raise_for_fault
from musicsim.ports.artwork_generator import ArtworkGenerator
from musicsim.ports.clock import Clock
from musicsim.ports.images import Images
from musicsim.ports.web import Web

SERVICE = "limewire"
ENDPOINT = "https://api.limewire.com/api"
MODEL = "limewire-image"
_SECONDS = 120.0
_PATH = "image/generation"


class _Asset(msgspec.Struct, frozen=True):
    asset_url: str


class _Generated(msgspec.Struct, frozen=True):
    status: str = ""
    failure_code: str | None = None
    failure_reason: str | None = None
    credits_used: float | None = None
    data: list[_Asset] | None = None


class _Problem(msgspec.Struct, frozen=True):
    """RFC 7807."""

    type: str = ""
    title: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class LimeWireGenerator(ArtworkGenerator):
    """`credits` is what a picture costs at most; `quality` is LOW, MID or HIGH. Pictures have 1,024 pixels."""

    web: Web
    images: Images
    clock: Clock
    token: str = field(repr=False)
    credits: float = 1.0
    quality: str = "MID"
    endpoint: str = ENDPOINT

    @property
    def name(self) -> str:
        return SERVICE

    @property
    def price(self) -> float:
        return self.credits

    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        answer = await self.web.ask(SERVICE, self._request(order))
        if (problem := _refused(answer)) is not None:
            return Declined(problem)
        raise_for_fault(SERVICE, answer, self.clock.now())
        made = _decoded(answer)
        if made.status != "COMPLETED" or not made.data:
            return _failed(made)
        image = await self.images.fetch(made.data[0].asset_url)  # its address is good for a short time only
        if image is None:
            raise Unavailable(SERVICE, "LimeWire's picture is not where it says.")
        cost = made.credits_used if made.credits_used is not None else self.credits
        about = Provenance(provider=SERVICE, model=MODEL, prompt=order.prompt.wanted, cost=max(0.0, cost))
        return Painting(image, about)

    def _request(self, order: ArtworkOrder) -> WebRequest:
        body = {
            "prompt": order.prompt.wanted,
            "negative_prompt": order.prompt.unwanted,
            "samples": 1,
            "quality": self.quality,
            "guidance_scale": 50,
            "aspect_ratio": "1:1",
            "style": "PHOTOREALISTIC",
        }
        headers = {
            "Authorization": f"Bearer {self.token}",
            "X-Api-Version": "v1",
            "Accept": "application/json",
            "Content-Type": "application/json",
        }
        url = f"{self.endpoint}/{_PATH}"
        return WebRequest(method="POST", url=url, headers=headers, body=json.dumps(body).encode(), seconds=_SECONDS)


def _refused(answer: WebAnswer) -> str | None:
    """The words of a problem that is about the prompt, None for anything else."""
    if answer.status not in {400, 403, 422, 451}:
        return None
    try:
        problem = msgspec.json.decode(answer.body, type=_Problem)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    words = f"{problem.title} {problem.detail}".strip()
    return words[:300] if is_moderation(f"{problem.type} {words}") else None


def _failed(made: _Generated) -> Declined:
    if is_moderation(f"{made.failure_code} {made.failure_reason}"):
        return Declined((made.failure_reason or made.failure_code or "")[:300])
    if not made.status or made.status == "COMPLETED":
        raise garbled(SERVICE, "there is no picture in it")
    raise Unavailable(SERVICE, f"LimeWire did not finish the picture ({made.failure_code or made.status}).", 30.0)


def _decoded(answer: WebAnswer) -> _Generated:
    try:
        return msgspec.json.decode(answer.body, type=_Generated)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise garbled(SERVICE, str(fault)[:200]) from None
