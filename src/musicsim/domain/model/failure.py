"""Why a file could not be listened to."""

from dataclasses import dataclass
from enum import StrEnum


class FailureReason(StrEnum):
    """A closed list, so that people can be told what to do about each."""

    EMPTY = "empty"  # zero bytes, or a container without a single sample
    NOT_AUDIO = "not_audio"  # no decoder recognises it, or it holds no audio stream
    DAMAGED = "damaged"  # recognised, but the decoder gives up
    UNREADABLE = "unreadable"  # permissions, or an input/output error
    BAD_NAME = "bad_name"  # the file's name is not valid Unicode, or its path too long
    LOOP = "loop"  # a symbolic link that leads back to itself, or nowhere
    TOO_LARGE = "too_large"  # listening to it would exceed the memory bound
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"  # the decoder took its process down
    VANISHED = "vanished"  # listed, but gone when it was opened


@dataclass(frozen=True, slots=True)
class Failure:
    """A reason and, for the curious, the decoder's or the system's own words."""

    reason: FailureReason
    detail: str = ""


class UnreadableAudio(Exception):  # noqa: N818
    """Raised by ports that open one audio object, when that object is at fault and not a service."""

    def __init__(self, reason: FailureReason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.failure = Failure(reason, detail)

    def __reduce__(self) -> tuple[type["UnreadableAudio"], tuple[FailureReason, str]]:
        """Pickled by its parts: it travels between processes, and its message alone would not make it again."""
        return type(self), (self.failure.reason, self.failure.detail)
