"""Where a list goes on: opaque text that names an order and the last item given."""

import base64
import hashlib
import json

from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import TrackOrder
from musicsim.domain.rules.listing import SortValue

_CHECK = 6  # bytes: tells damage and guesses, guards no secret
_LARGEST = 2**63


def encode_cursor(order: TrackOrder, value: SortValue, last: str) -> str:
    """A URL-safe cursor that continues behind the item with that sort value and id."""
    payload = json.dumps([order, value, last], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_check(payload) + payload).rstrip(b"=").decode()


def decode_cursor(cursor: str, order: TrackOrder) -> tuple[SortValue, str]:
    """The sort value and id behind which to continue; Invalid for what `encode_cursor` did not make for `order`."""
    made_for, value, last = _parse(cursor)
    if made_for != order:
        raise Invalid(f"This cursor belongs to a list in another order ({made_for}); start again without it.", "cursor")
    return value, last


def _parse(cursor: str) -> tuple[str, SortValue, str]:
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        payload = raw[_CHECK:]
        made_for, value, last = json.loads(payload) if _check(payload) == raw[:_CHECK] else ()
    except (ValueError, TypeError, RecursionError):
        made_for, value, last = "", None, None
    fits = abs(value) < _LARGEST if type(value) is int else isinstance(value, str)
    if not fits or not isinstance(made_for, str) or not isinstance(last, str):
        raise Invalid("This is no cursor of this list; start again without it.", "cursor")
    return made_for, value, last


def _check(payload: bytes) -> bytes:
    return hashlib.sha256(b"musicsim cursor" + payload).digest()[:_CHECK]
