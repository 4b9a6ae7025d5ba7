"""How outside services fail, beyond being away: each kind asks for something else to be done."""

from enum import StrEnum

from musicsim.domain.errors import MusicsimError, Unavailable


class RefusalReason(StrEnum):
    """A closed list, so that people can be told what to do about each."""

    CREDENTIALS = "credentials"  # the key is wrong, or has no right to this
    QUOTA = "quota"  # what the account may use is used up
    SPENDING = "spending"  # our own cap for the day is reached
    REQUEST = "request"  # the service does not want what it was asked


class Refused(MusicsimError):  # noqa: N818
    """A service that answers, and says no to us: asking again changes nothing until a person does something.

    `service` names it as the settings do.
    """

    def __init__(self, service: str, reason: RefusalReason, message: str) -> None:
        super().__init__(message)
        self.service = service
        self.reason = reason

    def __reduce__(self) -> tuple[type["Refused"], tuple[str, RefusalReason, str]]:
        """Pickled by its parts: it travels between processes, and its message alone would not make it again."""
        return type(self), (self.service, self.reason, str(self))


class Throttled(Unavailable):
    """A service that asks for patience: `retry_after`, in seconds, is its own word, and binding."""


class Garbled(Unavailable):
    """A service whose answer makes no sense to us: it changed, or something in between answers in its place.

    Asking again at once would give the same; later it may not.
    """


class TooLong(Garbled):
    """A service that answers with more bytes than it may."""
