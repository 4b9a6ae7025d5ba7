"""How many tracks are in each state: kept up with every write, as counting a million rows takes too long."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from musicsim.adapters.sqlalchemy.tables import PRESENT, states, tracks
from musicsim.adapters.sqlalchemy.upserts import add_into, write_rows
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.scan import LibraryCounts
from musicsim.domain.model.track import TrackStatus

State = tuple[str, str]
"""A status and the reason of a failure, else ""; missing tracks share one state whatever their status."""

MISSING_STATE: State = ("missing", "")

STATE = (tracks.c.status, tracks.c.failure_reason, PRESENT.label("present"))
"""The columns that `state_of` needs."""


def state_of(row: Row[Any]) -> State:
    """The state of a row that has the columns `STATE`."""
    return (row.status, row.failure_reason) if row.present else MISSING_STATE


def state_in(values: Mapping[str, Any]) -> State:
    """The state of a track whose whole row is about to be written."""
    return (values["status"], values["failure_reason"]) if values["missing_since"] is None else MISSING_STATE


def adjust(connection: Connection, entered: Iterable[State] = (), left: Iterable[State] = ()) -> None:
    """Count tracks into their new states and out of their old ones."""
    change = Counter(entered)
    change.subtract(left)
    rows = [{"status": s, "failure_reason": r, "tracks": n} for (s, r), n in sorted(change.items()) if n]
    if rows:
        write_rows(connection, add_into(connection, states, "tracks"), rows)


def read(connection: Connection) -> LibraryCounts:
    """The counts as Catalogue.counts describes them."""
    rows = connection.execute(select(states.c.status, states.c.failure_reason, states.c.tracks))
    counts: dict[State, int] = {(status, reason): count for status, reason, count in rows if count}
    return LibraryCounts(
        pending=counts.get((TrackStatus.PENDING, ""), 0),
        analysed=counts.get((TrackStatus.ANALYSED, ""), 0),
        silent=counts.get((TrackStatus.SILENT, ""), 0),
        failed={FailureReason(reason): count for (_, reason), count in counts.items() if reason},
        missing=counts.get(MISSING_STATE, 0),
    )
