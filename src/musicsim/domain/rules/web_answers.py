"""What the status of an outside service's answer means to us; the same for all of them."""

from datetime import datetime

from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.outside import Garbled, RefusalReason, Refused, Throttled
from musicsim.domain.model.web import WebAnswer
from musicsim.domain.rules.retry_after import seconds_to_wait

_PATIENCE = 30.0
"""Seconds to wait for a service that asks for patience without saying how long."""


def fault_of(service: str, answer: WebAnswer, now: datetime) -> MusicsimError | None:
    """The error that an answer stands for, None for one of success. Never quotes the body: it may hold anything.

    404 is an error of the request here; services whose 404 is an answer look at it first.
    """
    status = answer.status
    if 200 <= status < 300:
        return None
    wait = seconds_to_wait(answer.headers.get("retry-after", ""), now)
    if status == 429 or (status == 503 and wait is not None):
        return Throttled(service, f"{service} asks us to come back later.", _PATIENCE if wait is None else wait)
    if status in {401, 403}:
        message = f"{service} does not accept our credentials (status {status}). Correct its key in the settings."
        return Refused(service, RefusalReason.CREDENTIALS, message)
    if status == 402:
        return Refused(service, RefusalReason.QUOTA, f"What our account at {service} may use is used up.")
    if status == 408 or status >= 500:
        return Unavailable(service, f"{service} has a problem of its own (status {status}).")
    if status >= 400:
        return Refused(service, RefusalReason.REQUEST, f"{service} does not understand our request (status {status}).")
    return Garbled(service, f"{service} answers with the status {status}, which makes no sense here.")


def raise_for_fault(service: str, answer: WebAnswer, now: datetime) -> None:
    """Raise the error that the answer stands for, if it stands for one."""
    if (fault := fault_of(service, answer, now)) is not None:
        raise fault


def garbled(service: str, what: str) -> Garbled:
    """For an answer of success whose body is not what was agreed."""
    return Garbled(service, f"{service} answers, but not as it used to: {readable(what)}.")


def readable(text: str, most: int = 200) -> str:
    """What a service says, fit to be kept and shown: in one line, of at most so many characters that can be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:most]
