"""Messages that come twice: resent by their sender, or by somebody who listened in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST = 10_000
"""Digests that are remembered at most, some 1 MB."""

WINDOW = timedelta(days=2)
"""For how long; what comes again later does no harm either, it only costs a question to the service."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """What was received, by digest, oldest first. A value: `received` gives the next one."""

    seen: Mapping[str, datetime] = field(default_factory=dict)

    def received(self, digest: str, now: datetime) -> tuple["Receipts", bool]:
        """The receipts with this message, and whether it is the first time within WINDOW."""
        kept = {one: at for one, at in self.seen.items() if now - at < WINDOW}
        if digest in kept:
            return Receipts(kept), False
        room = list(kept.items())[-(MOST - 1) :]
        return Receipts(dict([*room, (digest, now)])), True
