"""procrastinate's tables, in a schema of their own."""

import hashlib

from procrastinate.schema import SchemaManager
from psycopg.sql import SQL, Identifier, Literal

from musicsim.adapters.procrastinate.connection import SCHEMA, Link
from musicsim.domain.errors import Unavailable

_LOCK = 0x6D7573696373696D  # "musicsim": whoever makes the tables holds this advisory lock
_ALIVE = 30  # seconds

_OURS = """
-- a track has one job of a kind, in whatever state
CREATE UNIQUE INDEX musicsim_one_job ON procrastinate_jobs (queueing_lock);
CREATE TABLE musicsim_workers (
    worker_id bigint PRIMARY KEY REFERENCES procrastinate_workers (id) ON DELETE CASCADE,
    name text NOT NULL
);
"""


async def prepare(link: Link) -> None:
    """Make the tables, unless they are there as this version of procrastinate and of musicsim has them.

    Tables of another version are made anew: a queue holds nothing that the rows could not bring back. Hosts that
    start at one moment wait for the first. Unavailable while workers of another version are at work.
    """
    definition = SchemaManager.get_schema() + _OURS
    version = f"musicsim jobs {hashlib.sha256(definition.encode()).hexdigest()[:12]}"
    if await _version(link) == version:
        return
    async with link.transaction():
        await link.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        found = await _version(link)
        if found == version:
            return
        if found is not None and await _at_work(link):
            advice = "Stop all of them before this version starts."
            raise Unavailable("job queue", f"Workers of another version of musicsim are at work. {advice}")
        schema = Identifier(SCHEMA)
        await link.execute(SQL("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}").format(schema))
        await link.execute(definition)
        await link.execute(SQL("COMMENT ON SCHEMA {} IS {}").format(schema, Literal(version)))


async def _version(link: Link) -> str | None:
    """The comment on the schema, "" without one; None without a schema."""
    query = "SELECT coalesce(obj_description(oid, 'pg_namespace'), '') AS version FROM pg_namespace WHERE nspname = %s"
    row = await (await link.execute(query, [SCHEMA])).fetchone()
    return str(row["version"]) if row else None


async def _at_work(link: Link) -> bool:
    there = await (await link.execute("SELECT to_regclass('procrastinate_workers') AS workers")).fetchone()
    if there is None or there["workers"] is None:
        return False
    heard = "SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s) LIMIT 1"
    return await (await link.execute(heard, [_ALIVE])).fetchone() is not None
