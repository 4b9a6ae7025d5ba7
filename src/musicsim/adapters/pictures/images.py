"""Pictures at addresses that others gave us."""

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import anyio
import anyio.to_thread

from musicsim.adapters.pictures.decoding import MOST_BYTES, decoded
from musicsim.domain.errors import Invalid
from musicsim.domain.model.image import Image, ImageFault, UnusableImage
from musicsim.domain.model.outside import TooLong
from musicsim.domain.model.web import WebAnswer, WebRequest
from musicsim.domain.rules.web_answers import raise_for_fault
from musicsim.ports.clock import Clock
from musicsim.ports.images import Images
from musicsim.ports.web import Web

SERVICE = "pictures"
_AT_ONCE = 2
_MOST_REDIRECTS = 4
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ABSENT = frozenset({404, 410})
_LATER = frozenset({408, 429})


@dataclass(frozen=True, kw_only=True)
class CheckedImages(Images):
    """Its web decides which addresses may be asked, anew for each one that a redirect leads to."""

    web: Web
    clock: Clock
    _turns: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(_AT_ONCE), repr=False)

    async def checked(self, data: bytes) -> Image:
        return await anyio.to_thread.run_sync(decoded, data, limiter=self._turns)

    async def fetch(self, url: str) -> Image | None:
        answer = await self._found(url)
        if answer.status in _ABSENT:
            return None
        if 400 <= answer.status < 500 and answer.status not in _LATER:
            message = f"The picture's server does not give it out (status {answer.status})."
            raise UnusableImage(ImageFault.ADDRESS, message)
        raise_for_fault(SERVICE, answer, self.clock.now())
        return await self.checked(answer.body)

    async def _found(self, url: str) -> WebAnswer:
        """The answer at the end of all redirects."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer = await self._asked(url)
            if answer.status not in _REDIRECTS:
                return answer
            url = _next(url, answer.headers.get("location", ""))
        raise UnusableImage(ImageFault.REDIRECTS, "The picture's address leads on and on.")

    async def _asked(self, url: str) -> WebAnswer:
        headers = {"Accept": "image/webp, image/png, image/jpeg"}
        try:
            return await self.web.ask(
                SERVICE, WebRequest(method="GET", url=url, headers=headers, most_bytes=MOST_BYTES)
            )
        except Invalid as fault:
            raise UnusableImage(ImageFault.ADDRESS, f"The picture's address is not to be asked: {fault}") from None
        except TooLong:
            message = f"The picture has more than {MOST_BYTES // 1024**2} MiB."
            raise UnusableImage(ImageFault.TOO_LARGE, message) from None


def _next(url: str, location: str) -> str:
    try:
        target = urljoin(url, location) if location else ""
        urlsplit(target)
    except ValueError:
        target = ""
    if not target:
        raise UnusableImage(ImageFault.REDIRECTS, "The picture's address leads nowhere.")
    return target
