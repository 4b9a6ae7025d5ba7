"""Who waits for whom.

SQLite has one writer at a time; on PostgreSQL rows are locked, always in this order:

1. tracks, ascending by id;
2. keys of present tracks that are taken, ascending by key;
3. what listening found for these tracks, and what they have in common with others;
4. at the very end, as every writer needs the same few: states, folders, facets, albums, each ascending.

So no writer waits for one that waits for it, and the rows that all share are held for one moment only. What the
order does not cover (ids or keys that two bring at one moment) ends in a deadlock or a duplicate, and is done again.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.chunks import chunks
from musicsim.adapters.sqlalchemy.tables import tracks


def locked(
    connection: Connection, ids: Collection[str], *where: ColumnElement[bool], showing: Sequence[ColumnElement[Any]]
) -> Iterator[Row[Any]]:
    """The tracks with those ids that fit, as they are now and stay until the transaction ends."""
    for chunk in chunks(sorted(ids)):
        wanted = select(*showing).where(among(tracks.c.id, chunk), *where).order_by(tracks.c.id).with_for_update()
        yield from connection.execute(wanted).all()


def alone(connection: Connection, name: str) -> None:
    """Let nobody else who asks for that name go on before the transaction ends; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(lock_number(name))))


def lock_number(name: str) -> int:
    """The number of a lock that stands for no row, for `pg_advisory_lock`: 64 bits, signed."""
    digest = hashlib.blake2b(f"musicsim {name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
