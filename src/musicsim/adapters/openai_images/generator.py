"""Covers painted by a server that speaks OpenAI's protocol: theirs, another one's, or one in the house."""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.image import Image
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.model.painting import ArtworkOrder, Declined, Painting, Provenance
from musicsim.domain.model.web import WebAnswer, WebRequest
from musicsim.domain.rules.moderation import is_moderation
from musicsim.domain.rules.web_answers import garbled, raise_for_fault
from musicsim.ports.artwork_generator import ArtworkGenerator
from musicsim.ports.clock import Clock
from musicsim.ports.images import Images
from musicsim.ports.web import Web

SERVICE = "openai_images"
_SECONDS = 140.0
_MOST_BYTES = 16 * 1024 * 1024
_NO_MONEY = frozenset({"insufficient_quota", "billing_hard_limit_reached"})


class _Picture(msgspec.Struct, frozen=True):
    b64_json: str | None = None
    url: str | None = None


class _Generated(msgspec.Struct, frozen=True):
    data: list[_Picture]


class _Fault(msgspec.Struct, frozen=True):
    message: str | None = None
    type: str | None = None
    code: str | int | None = None


class _Failed(msgspec.Struct, frozen=True):
    error: _Fault


@dataclass(frozen=True, kw_only=True)
class OpenAiImagesGenerator(ArtworkGenerator):
    """`base` is the server's address without "/v1"; `cost` is what a picture costs, 0 for a server of one's own.

    `web` and `own_images` may ask `base` itself, wherever it is; what it says of other addresses goes to `images`.
    """

    web: Web
    images: Images
    own_images: Images
    clock: Clock
    base: str
    model: str
    key: str = field(default="", repr=False)
    quality: str = ""
    cost: float = 0.0

    @property
    def name(self) -> str:
        return SERVICE

    @property
    def price(self) -> float:
        return self.cost

    async def generate(self, order: ArtworkOrder) -> Painting | Declined:
        answer = await self.web.ask(SERVICE, self._request(order))
        if (fault := _fault_in(answer)) is not None:
            if is_moderation(f"{fault.code} {fault.type} {fault.message}"):
                return Declined((fault.message or str(fault.code))[:300])
            if fault.code in _NO_MONEY:
                raise Refused(SERVICE, RefusalReason.QUOTA, "Our account for pictures is used up.")
        raise_for_fault(SERVICE, answer, self.clock.now())
        image = await self._image(_picture_in(answer))
        about = Provenance(provider=SERVICE, model=self.model, prompt=order.prompt.wanted, cost=self.cost)
        return Painting(image, about)

    def _request(self, order: ArtworkOrder) -> WebRequest:
        body = {
            "prompt": f"{order.prompt.wanted}. Avoid: {order.prompt.unwanted}.",
            "model": self.model,
            "n": 1,
            "size": f"{order.edge}x{order.edge}",
            **({"quality": self.quality} if self.quality else {}),
        }
        return WebRequest(
            method="POST",
            url=f"{self.base.rstrip('/')}/v1/images/generations",
            headers={"Content-Type": "application/json"}
            | ({"Authorization": f"Bearer {self.key}"} if self.key else {}),
            body=json.dumps(body).encode(),
            seconds=_SECONDS,
            most_bytes=_MOST_BYTES,
        )

    async def _image(self, picture: _Picture) -> Image:
        if picture.b64_json:
            try:
                data = b64decode(picture.b64_json, validate=True)
            except (NotBase64, ValueError):
                raise garbled(SERVICE, "its picture is not in Base64") from None
            return await self.images.checked(data)
        url = picture.url or ""
        image = await (self.own_images if _origin(url) == _origin(self.base) else self.images).fetch(url)
        if image is None:
            raise Unavailable(SERVICE, "The picture is not where its painter says.")
        return image


def _picture_in(answer: WebAnswer) -> _Picture:
    try:
        made = msgspec.json.decode(answer.body, type=_Generated).data
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise garbled(SERVICE, str(fault)[:200]) from None
    if not made or not (made[0].b64_json or made[0].url):
        raise garbled(SERVICE, "there is no picture in it")
    return made[0]


def _fault_in(answer: WebAnswer) -> _Fault | None:
    """The error that the server explains; not that of a server which is broken, whatever it says."""
    if not 400 <= answer.status < 500:
        return None
    try:
        return msgspec.json.decode(answer.body, type=_Failed).error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _origin(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc
