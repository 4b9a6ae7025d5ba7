"""Rows of looking for the pictures of albums."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from musicsim.adapters.sqlalchemy.painting_tables import artwork_searches
from musicsim.domain.model.painting import ArtworkSearch, ArtworkState, Outcome, Tried
from musicsim.domain.rules.listing import recency

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When nobody has claimed a row until."""

COLUMNS = tuple(
    artwork_searches.c[name]
    for name in ("album", "alone", "state", "attempts", "next_try", "tried", "image", "wanted", "changed_at")
)
"""What `search_of` reads."""


def row_of(search: ArtworkSearch) -> dict[str, Any]:
    """The row, claimed by nobody."""
    at = search.changed_at or NEVER
    return {
        "album": search.album,
        "alone": search.alone,
        "state": search.state.value,
        "attempts": search.attempts,
        "next_try": search.next_try,
        "due_at": at if search.state is ArtworkState.WAITING else search.next_try,
        "tried": json.dumps([[one.source, one.outcome, one.at.isoformat(), one.detail] for one in search.tried]),
        "image": search.image,
        "wanted": search.wanted,
        "changed_at": at,
        "recency": recency(at),
        "claim": "",
        "claimed_until": NEVER,
    }


def search_of(row: Row[Any]) -> ArtworkSearch:
    """The search of a row with COLUMNS."""
    return ArtworkSearch(
        album=row.album,
        alone=row.alone,
        state=ArtworkState(row.state),
        attempts=row.attempts,
        next_try=row.next_try,
        tried=_trace(row.tried),
        image=row.image,
        wanted=row.wanted,
        changed_at=row.changed_at,
    )


def _trace(text: str) -> Sequence[Tried]:
    lines = json.loads(text)
    return tuple(Tried(source, Outcome(out), datetime.fromisoformat(at), detail) for source, out, at, detail in lines)
