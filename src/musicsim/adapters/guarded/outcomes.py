"""What the end of a question says of the service that was asked."""

from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.outside import Garbled, RefusalReason, Refused, Throttled

_NOT_US = frozenset({RefusalReason.CREDENTIALS, RefusalReason.QUOTA})


def counts_as_failure(fault: BaseException | None, service: str) -> bool | None:
    """Whether it shows that `service` does not work for us; None when it says nothing of that.

    Whoever answers that there is nothing, or asks for patience, works. Wrong credentials count as a failure: they are
    not to be shown a thousand times. Cancellation, faults of our own and those of other services say nothing.
    """
    match fault:
        case Refused(reason=RefusalReason.SPENDING):
            return None
        case Unavailable() | Refused() if fault.service != service:
            return None
        case None | Throttled():
            return False
        case Unavailable():
            return True
        case Refused():
            return fault.reason in _NOT_US
        case MusicsimError():
            return False
        case _:
            return None


def word_for(fault: BaseException | None) -> str:
    """For metrics: one of few words."""
    match fault:
        case None:
            return "answered"
        case Throttled():
            return "throttled"
        case Garbled():
            return "garbled"
        case Unavailable():
            return "unavailable"
        case Refused():
            return f"refused_{fault.reason}"
        case MusicsimError():
            return "answered"
        case Exception():
            return "fault"
        case _:
            return "cancelled"
