"""Messages that were received, in a relational database."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from musicsim.adapters.sqlalchemy.beyond_tables import receipts
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.upserts import insert_into
from musicsim.domain.rules.replays import WINDOW
from musicsim.ports.receipts import Receipts

_FORGOTTEN = 100  # rows at once: the one who sends should not wait for thousands


class SqlReceipts(Receipts):
    """A row a digest in a table of the catalogue's Database; those that are too old to matter lose theirs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def received(self, digest: str, now: datetime) -> bool:
        too_old = now - WINDOW

        def note(connection: Connection) -> bool:
            new = insert_into(connection, receipts).values(digest=digest, received_at=now)
            mine = new.on_conflict_do_update(
                index_elements=["digest"], set_={"received_at": now}, where=receipts.c.received_at <= too_old
            )
            first = connection.scalar(mine.returning(receipts.c.digest)) is not None
            old = select(receipts.c.digest).where(receipts.c.received_at <= too_old).limit(_FORGOTTEN)
            free = old.with_for_update(skip_locked=True)
            connection.execute(delete(receipts).where(receipts.c.digest.in_(free)))
            return first

        return await self._database.write(note)
