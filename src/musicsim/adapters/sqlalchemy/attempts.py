"""Attempts, counted in a relational database."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import attempts
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.domain.model.allowance import Allowance
from musicsim.domain.rules.throttling import NOW, settled_after, wait_before
from musicsim.ports.attempts import Attempts

_FORGOTTEN = 100  # rows at once: the one who asks should not pay for thousands


class SqlAttempts(Attempts):
    """Counts in a table of the catalogue's Database; keys that have settled lose their rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, wanted: Mapping[str, Allowance], now: datetime) -> timedelta:
        def count(connection: Connection) -> timedelta:
            settled = _locked(connection, wanted, now)
            wait = max((wait_before(settled[key], one, now) for key, one in wanted.items()), default=NOW)
            if wait == NOW:
                for key, allowance in wanted.items():
                    _set(connection, key, settled_after(settled[key], allowance, now))
            _forget_settled(connection, wanted, now)
            return wait

        return await self._database.write(count)

    async def give_back(self, wanted: Mapping[str, Allowance]) -> None:
        def put(connection: Connection) -> None:
            known = select(attempts.c.key, attempts.c.settled_at).where(attempts.c.key.in_(wanted))
            for key, settled_at in connection.execute(known.order_by(attempts.c.key).with_for_update()).all():
                _set(connection, key, settled_at - wanted[key].every)

        await self._database.write(put)


def _locked(connection: Connection, keys: Collection[str], now: datetime) -> dict[str, datetime]:
    """When each key has settled, which nobody else changes before the transaction ends."""
    if not keys:
        return {}
    made = insert_into(connection, attempts).values([{"key": key, "settled_at": now} for key in sorted(keys)])
    # a row that is there is locked by the same statement: before a second one, whoever forgets could delete it
    kept = made.on_conflict_do_update(index_elements=["key"], set_={"settled_at": attempts.c.settled_at})
    return dict(connection.execute(kept.returning(attempts.c.key, attempts.c.settled_at)).tuples().all())


def _forget_settled(connection: Connection, but: Collection[str], now: datetime) -> None:
    """At the end, and without waiting for anybody: two who forgot each other's keys would wait for one another."""
    settled = select(attempts.c.key).where(attempts.c.settled_at <= now, attempts.c.key.not_in(but))
    free = settled.limit(_FORGOTTEN).with_for_update(skip_locked=True)
    connection.execute(delete(attempts).where(attempts.c.key.in_(free)))


def _set(connection: Connection, key: str, settled_at: datetime) -> None:
    connection.execute(update(attempts).where(attempts.c.key == key).values(settled_at=settled_at))
