"""The few kinds of error that the domain knows; adapters translate what their drivers raise into these."""


class MusicsimError(Exception):
    """Anything musicsim can explain. The message is for people and says what to do."""


class NotFound(MusicsimError):  # noqa: N818 - the names are the words people use, in every layer
    """What was asked for does not exist, or the caller may not know of it."""

    @classmethod
    def of(cls, kind: str, name: str) -> "NotFound":
        return cls(f"There is no {kind} {name!r}.")


class Conflict(MusicsimError):  # noqa: N818
    """The request contradicts the present state."""


class Outdated(MusicsimError):  # noqa: N818
    """What is to be changed is not as the caller knew it: somebody else was quicker. `version` is the present one."""

    def __init__(self, message: str, version: int) -> None:
        super().__init__(message)
        self.version = version


class Invalid(MusicsimError):  # noqa: N818
    """The input is wrong; `field` names the part that is, where one is to blame."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Unauthenticated(MusicsimError):  # noqa: N818
    """Nobody has proved who asks; or what was to prove it does not, or does not any more."""


class Forbidden(MusicsimError):  # noqa: N818
    """Who asks is known, and may not do this."""


class PasswordChangeNeeded(Forbidden):
    """Who asks came with a password that somebody else knows, and must choose one first."""


class TooMany(MusicsimError):  # noqa: N818
    """This was tried too often; `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[type["TooMany"], tuple[str, float]]:
        """Pickled by its parts, as Unavailable is."""
        return type(self), (str(self), self.retry_after)


class Unavailable(MusicsimError):  # noqa: N818
    """A service that the request needs does not answer; trying again later may help.

    `service` names it as the settings do, `retry_after` is in seconds.
    """

    def __init__(self, service: str, message: str, retry_after: float = 2.0) -> None:
        super().__init__(message)
        self.service = service
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[type["Unavailable"], tuple[str, str, float]]:
        """Pickled by its parts: it travels between processes, and its message alone would not make it again."""
        return type(self), (self.service, str(self), self.retry_after)
