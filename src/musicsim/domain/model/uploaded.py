"""Audio files that people brought."""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import TrackId, UploadId, UserId
from musicsim.domain.model.track import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file that `user` brought: it lies at `key`, and was called `name` where it came from; `size` in bytes."""

    id: UploadId
    user: UserId
    key: str
    name: str
    size: int
    content_hash: str
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class Usage:
    """How many files a person has brought, and how many bytes they are."""

    files: int = 0
    size: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.files + other.files, self.size + other.size)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many files, and bytes, a person may have brought."""

    files: int
    size: int

    def admits(self, usage: Usage) -> bool:
        """Whether that much is not too much."""
        return usage.files <= self.files and usage.size <= self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """What one file may have (bytes), how many may come at once, and a person's quota."""

    file_size: int
    at_once: int
    quota: Quota


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file on its way in: what it is called where it comes from, its bytes, and what media type a key stands for."""

    name: str
    chunks: AsyncIterable[bytes]
    media_type_of: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came in and is kept for a moment: where a decoder finds it, its bytes, their SHA-256 in hex."""

    source: AudioSource
    size: int
    sha256: str
    read: Callable[[], AsyncIterator[bytes]]


class Refusal(StrEnum):
    """Why a file was not taken."""

    TOO_MANY = "too_many"  # more files at once than may come
    TOO_LARGE = "too_large"
    QUOTA = "quota"
    EMPTY = "empty"
    NOT_AUDIO = "not_audio"
    DAMAGED = "damaged"

    @classmethod
    def of(cls, reason: FailureReason) -> "Refusal":
        """What a failure to listen to a file means for those who bring it."""
        known = {FailureReason.EMPTY: cls.EMPTY, FailureReason.NOT_AUDIO: cls.NOT_AUDIO}
        return known.get(reason, cls.DAMAGED)


class Refused(Exception):  # noqa: N818
    """The file is not taken; the message says why, for people."""

    def __init__(self, reason: Refusal, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class UploadOutcome(StrEnum):
    """What became of a file."""

    CREATED = "created"
    DUPLICATE = "duplicate"  # its very bytes are in the library already
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadResult:
    """What became of the file called `name`: its track, or that which has its bytes already, or why it was refused."""

    name: str
    outcome: UploadOutcome
    track: Track | None = None
    reason: Refusal | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class UploadedTrack:
    """A file that a person brought with its track; None until the next scan finds it, or when it is gone."""

    upload: Uploaded
    track: Track | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtFiles:
    """Some of the files that a person brought, newest first; all of them are `usage`, and may be `quota`."""

    items: Sequence[UploadedTrack]
    next: str | None
    usage: Usage
    quota: Quota


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadProgress:
    """What a person brought, and which of the latest tracks still wait to be listened to, newest first."""

    usage: Usage
    waiting: tuple[TrackId, ...] = ()
