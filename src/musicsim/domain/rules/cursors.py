"""Where a list goes on: opaque text that names the last item given, and fits one list only."""

import base64
import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, fields, is_dataclass
from typing import Any

from musicsim.domain.errors import Invalid

SortValue = str | int | float | None
"""What an order compares: text by code point, numbers by size; None is not known, and comes last."""

Position = tuple[SortValue, str]
"""A sort value, and the id that makes the order total."""

Kind = type[str] | type[int] | type[float]

_CHECK = 6  # bytes: tells damage, guesses and other lists' cursors, guards no secret
_LARGEST = 2**63
_NOT_CONDITIONS = frozenset({"limit", "skip", "cursor"})


def list_of(kind: str, query: Any) -> str:
    """The name of a list: what it is a list of, its conditions and its order, out of the dataclass that asks for it."""
    asked = {each.name: getattr(query, each.name) for each in fields(query) if each.name not in _NOT_CONDITIONS}
    return json.dumps([kind, asked], default=_plain)


def encode_cursor(of: str, position: Position) -> str:
    """A URL-safe cursor that continues behind that position in the list of that name."""
    payload = json.dumps(position, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_check(of, payload) + payload).rstrip(b"=").decode()


def decode_cursor(cursor: str, of: str, kind: Kind, *, unknown: bool = False) -> Position:
    """The position behind which to continue; Invalid for what `encode_cursor` did not make for the list of that name.

    Its values are of that `kind`, or also not known.
    """
    match _parse(cursor, of):
        case [None, str(last)] if unknown and _is_text(last):
            return None, last
        case [value, str(last)] if _fits(value, kind) and _is_text(last):
            return kind(value), last
    raise Invalid("This is no cursor of this list; start again without it.", "cursor")


def _fits(value: Any, kind: Kind) -> bool:
    if kind is str:
        return isinstance(value, str) and _is_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return value == value if kind is float else isinstance(value, int) and abs(value) < _LARGEST


def _is_text(value: str) -> bool:
    """Whether a name of ours can be so: without NUL and halves of characters."""
    return "\0" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def _parse(cursor: str, of: str) -> Any:
    """What a cursor holds, or None when it is damaged, or another list's."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        payload = raw[_CHECK:]
        return json.loads(payload) if _check(of, payload) == raw[:_CHECK] else None
    except (ValueError, RecursionError):
        return None


def _check(of: str, payload: bytes) -> bytes:
    return hashlib.sha256(b"musicsim cursor" + of.encode("utf-8", "surrogatepass") + b"\n" + payload).digest()[:_CHECK]


def _plain(value: object) -> object:
    if isinstance(value, Collection):
        return sorted(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"A list is not named by {value!r}.")
