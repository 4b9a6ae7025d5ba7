"""What people brought."""

from abc import abstractmethod
from collections.abc import AsyncIterator
from typing import Protocol

from musicsim.domain.model.identity import UploadId, UserId
from musicsim.domain.model.page import Page
from musicsim.domain.model.uploaded import Quota, Uploaded, UploadProgress, Usage
from musicsim.ports.personal_data import PersonalData


class Uploads(PersonalData, Protocol):
    """Remembers whose a file is and what it was called; the bytes are the blob store's, the track is the catalogue's.

    One file lies at a key. Every write is durable when it returns, and atomic; all methods raise Unavailable when the
    database does not answer. `export` tells under "uploads", newest first; `forget` removes what is remembered, and
    neither bytes nor tracks.
    """

    @abstractmethod
    async def add(self, upload: Uploaded, quota: Quota) -> bool:
        """Remember a file, in place of what was remembered at its key.

        False, and nothing changed, when the person would then have more than `quota`: whoever else adds for the same
        person at the same moment. NotFound for a person that there is not.
        """

    @abstractmethod
    async def usage(self, user: UserId) -> Usage:
        """How much the person has brought."""

    @abstractmethod
    async def at_key(self, key: str) -> Uploaded | None:
        """The file at that key."""

    @abstractmethod
    async def remove(self, key: str) -> None:
        """Forget the file at that key; nothing happens when there is none."""

    @abstractmethod
    async def page(self, user: UserId, limit: int, before: UploadId | None = None) -> Page[Uploaded]:
        """The person's files by id, the last (the newest) first, those below `before`; `next` is what to go on below.

        Any text will do for `before`.
        """

    @abstractmethod
    def all_keys(self) -> AsyncIterator[str]:
        """The keys of everybody's files, ascending by code point; what is written meanwhile may or may not show."""

    @abstractmethod
    async def progress(self, user: UserId, among: int) -> UploadProgress:
        """The person's usage and, of the newest `among` files, the ids of the present tracks that are pending."""
