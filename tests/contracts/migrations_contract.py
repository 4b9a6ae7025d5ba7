"""What the steps between versions of the tables promise, on every database."""

from abc import abstractmethod

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.migrations import running
from musicsim.adapters.sqlalchemy.migrations.head import HEAD
from musicsim.adapters.sqlalchemy.schema import metadata
from tests.support.databases import stores_on
from tests.support.samples import a_track

Schema = set[tuple[str, ...]]

SQLITE_WORDS = ("track_words", "track_numbers")
"""Tables of one kind of database, which no other has the like of."""


def revisions(connection: Connection) -> list[str]:
    """All steps, the first one first."""
    scripts = ScriptDirectory.from_config(running.config(connection)).walk_revisions()
    return [script.revision for script in scripts][::-1]


def differences(connection: Connection) -> list[object]:
    """What Alembic sees between the database and the tables."""

    def is_meant(item: object, *_: object) -> bool:
        """Whether the database is to have it: Alembic does not look at ddl_if."""
        condition = getattr(item, "_ddl_if", None)
        if any(str(getattr(item, "name", "")).startswith(name) for name in SQLITE_WORDS):
            return False
        return condition is None or condition.dialect == connection.dialect.name

    opts = {"compare_type": True, "compare_server_default": True, "include_object": is_meant}
    return list(compare_metadata(MigrationContext.configure(connection, opts=opts), metadata))


class MigrationsContract:
    """Subclasses supply the fixtures `database` and `another`, both without any tables, and `schema`."""

    @staticmethod
    @abstractmethod
    def schema(connection: Connection) -> Schema:
        """All that the database knows of its tables, without Alembic's own."""

    async def test_every_step_can_be_taken_back_and_again(self, database: Database):
        def up(revision: str) -> None:
            return lambda connection: command.upgrade(running.config(connection), revision)

        steps = await database.read(revisions)
        before = await database.read(self.schema)
        assert before == set()
        for previous, revision in zip(["base", *steps], steps, strict=False):
            await database.write(up(revision))
            after = await database.read(self.schema)
            await database.write(lambda connection, to=previous: running.downgrade(connection, to))
            assert await database.read(self.schema) == before
            await database.write(up(revision))
            assert await database.read(self.schema) == after
            before = after

    async def test_all_the_way_down_with_rows_and_up_again(self, database: Database):
        await database.migrate()
        after = await database.read(self.schema)
        await stores_on(database).analysed(a_track(1))
        await database.write(running.downgrade)
        assert await database.read(self.schema) == set()
        await database.migrate()
        assert await database.read(self.schema) == after
        assert (await stores_on(database).catalogue.counts()).present == 0

    async def test_migrating_twice_changes_nothing(self, database: Database):
        await database.migrate()
        await stores_on(database).save(a_track(1))
        await database.migrate()
        assert (await stores_on(database).catalogue.counts()).present == 1

    async def test_the_steps_lead_to_the_tables(self, database: Database):
        await database.migrate()
        assert await database.read(differences) == []

    async def test_even_to_the_letter(self, database: Database, another: Database):
        """Conditions of indexes, too, and names of constraints, which Alembic does not compare."""
        await database.migrate()
        await self.prepare(another)
        await another.write(metadata.create_all)
        await self.complete(another)
        assert await database.read(self.schema) == await another.read(self.schema)

    async def prepare(self, another: Database) -> None:
        """What tables need to be there before them."""

    async def complete(self, another: Database) -> None:
        """What only this kind of database has beside the tables."""

    async def test_the_head_is_known_without_alembic(self, database: Database):
        assert (await database.read(revisions))[-1] == HEAD
