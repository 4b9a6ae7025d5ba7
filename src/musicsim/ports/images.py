"""Pictures from outside."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.image import Image


class Images(Protocol):
    """Takes pictures only after decoding them, whatever their senders call them: PNG, JPEG or WebP.

    UnusableImage, with a reason, for everything else; nothing of it is kept.
    """

    @abstractmethod
    async def checked(self, data: bytes) -> Image:
        """The picture that these bytes are, never decoded on the event loop."""

    @abstractmethod
    async def fetch(self, url: str) -> Image | None:
        """The picture at a public https address; None when its server says that there is none.

        Every address on the way, redirects included, is looked up and has to be public: no address can make this
        machine ask what only it can reach. Unavailable when the server does not answer.
        """
