"""Archives."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A file to put into an archive; `chunks` are read when its turn comes, once."""

    name: str
    modified_at: datetime
    chunks: AsyncIterator[bytes]
