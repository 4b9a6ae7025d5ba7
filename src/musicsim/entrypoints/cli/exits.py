"""What the exit codes say; docs/cli.md lists them for people."""

from collections.abc import Iterator, Sequence
from enum import IntEnum

from musicsim.domain.errors import Conflict, Forbidden, Invalid, MusicsimError, NotFound, Unavailable
from musicsim.domain.model.outside import Refused


class Ambiguous(MusicsimError):  # noqa: N818
    """Several things fit; `lines` describe them for people, `matches` for programs."""

    def __init__(self, message: str, lines: Sequence[str], matches: Sequence[object]) -> None:
        super().__init__(message)
        self.lines = lines
        self.matches = matches


class Stopped(Exception):  # noqa: N818
    """The process was asked to end by SIGTERM."""


class Exit(IntEnum):
    """Every exit code that musicsim uses."""

    OK = 0
    FAULT = 1  # something unforeseen: a defect, worth a report
    USAGE = 2  # a wrong option or argument, or wrong settings
    NOT_FOUND = 3
    REFUSED = 4  # what was asked for is invalid, ambiguous, or contradicts the present state
    UNAVAILABLE = 5  # the library or a service does not answer
    UNHEALTHY = 6  # doctor found a required part unhealthy, or a strict scan left files that failed
    INTERRUPTED = 130  # SIGINT, as shells count it
    BROKEN_PIPE = 141  # nobody reads the output any more
    STOPPED = 143  # SIGTERM


def error_document(code: Exit, messages: Sequence[str]) -> dict[str, dict[str, object]]:
    """What programs get in place of a result."""
    return {"error": {"code": int(code), "kind": code.name.lower(), "messages": messages}}


_TABLE: tuple[tuple[type[BaseException], Exit], ...] = (
    (NotFound, Exit.NOT_FOUND),
    (Conflict, Exit.REFUSED),
    (Invalid, Exit.REFUSED),
    (Forbidden, Exit.REFUSED),
    (Ambiguous, Exit.REFUSED),
    (Unavailable, Exit.UNAVAILABLE),
    (Refused, Exit.UNAVAILABLE),
    (KeyboardInterrupt, Exit.INTERRUPTED),
    (BrokenPipeError, Exit.BROKEN_PIPE),
    (Stopped, Exit.STOPPED),
)


def exit_of(fault: BaseException) -> Exit:
    """The exit code that a fault ends the process with."""
    if _is_settings_error(fault):
        return Exit.USAGE
    return next((code for kind, code in _TABLE if isinstance(fault, kind)), Exit.FAULT)


def problems_of(fault: BaseException) -> list[str]:
    """What a fault that musicsim can explain says to people, else nothing."""
    if _is_settings_error(fault):
        return str(fault).splitlines()
    return [str(fault)] if isinstance(fault, MusicsimError) else []


def _is_settings_error(fault: BaseException) -> bool:
    from musicsim.config import SettingsError  # late: help and version do without the settings

    return isinstance(fault, SettingsError)


def cause_of(fault: BaseException) -> BaseException:
    """The fault worth speaking of: of a group, the first one that the table knows, else simply the first."""
    leaves = list(_leaves(fault))
    return next((leaf for leaf in leaves if exit_of(leaf) is not Exit.FAULT), leaves[0])


def _leaves(fault: BaseException) -> Iterator[BaseException]:
    if isinstance(fault, BaseExceptionGroup):
        for inner in fault.exceptions:
            yield from _leaves(inner)
    else:
        yield fault
