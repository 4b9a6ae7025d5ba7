"""Radio sessions as rows of their table, and back."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
import numpy as np
from sqlalchemy import Row

from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.radio import Origin, Play, RadioId, RadioOptions, RadioSession, Verdict
from musicsim.domain.rules.listing import moment_of, recency

T = TypeVar("T")

_FLOAT32 = np.dtype("<f4")

_Told = tuple[str, int, Verdict | None]
"""A play in as few letters as it takes, as there are thousands: the track, the moment's recency, the verdict."""


def row_of(session: RadioSession) -> dict[str, Any]:
    """The session as a row."""
    return {
        "id": session.id,
        "user_id": session.user,
        "revision": session.revision,
        "started_at": session.started_at,
        "changed_at": session.changed_at,
        "space": session.start.space,
        "start": session.start.vector.astype(_FLOAT32).tobytes(),
        "number": int.from_bytes(session.number.to_bytes(8), signed=True),
        "origins": _text(session.origins),
        "options": _text(session.options),
        "plays": _text([(play.track, recency(play.at), play.verdict) for play in session.plays]),
        "ended": session.ended,
    }


def session_of(row: Row[Any]) -> RadioSession:
    """The session whose row has all columns of the table."""
    return RadioSession(
        id=RadioId(row.id),
        user=UserId(row.user_id),
        revision=row.revision,
        started_at=row.started_at,
        changed_at=row.changed_at,
        start=Embedding(row.space, np.frombuffer(row.start, _FLOAT32).astype(np.float32, copy=False)),
        number=int.from_bytes(row.number.to_bytes(8, signed=True)),
        origins=_read(row.origins, tuple[Origin, ...]),
        options=_read(row.options, RadioOptions),
        plays=_plays(_read(row.plays, list[_Told])),
        ended=row.ended,
    )


def _plays(told: Sequence[_Told]) -> tuple[Play, ...]:
    return tuple(Play(TrackId(track), moment_of(ago), verdict) for track, ago, verdict in told)


def _text(value: object) -> str:
    """JSON in ASCII: what people name may hold halves of characters, which no database keeps as they are."""
    return json.dumps(msgspec.to_builtins(value), separators=(",", ":"))


def _read(text: str, kind: type[T]) -> T:
    return msgspec.convert(json.loads(text), kind)
