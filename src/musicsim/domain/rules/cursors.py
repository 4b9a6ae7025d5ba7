"""Where a list goes on: opaque text that names an order and the last item given."""

import base64
import hashlib
import json
from typing import Any

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
    match _parse(cursor):
        case [str(made_for), str() | int(), str()] if made_for in list(TrackOrder) and made_for != order:
            raise Invalid(f"This cursor belongs to a list by {made_for}; start again without it.", "cursor")
        case [str(), str(value), str(last)] if order is not TrackOrder.ADDED:
            return value, last
        case [str(), int(value), str(last)] if order is TrackOrder.ADDED and abs(value) < _LARGEST:
            return value, last
    raise Invalid("This is no cursor of this list; start again without it.", "cursor")


def _parse(cursor: str) -> Any:
    """What a cursor holds, or None when it is damaged."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        payload = raw[_CHECK:]
        return json.loads(payload) if _check(payload) == raw[:_CHECK] else None
    except (ValueError, RecursionError):
        return None


def _check(payload: bytes) -> bytes:
    return hashlib.sha256(b"musicsim cursor" + payload).digest()[:_CHECK]
