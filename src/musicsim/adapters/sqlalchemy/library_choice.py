"""Which folder an admin chose for the library, in a relational database."""

from sqlalchemy import select

from musicsim.adapters.sqlalchemy.choices_tables import choices
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.upserts import replace_into, write_row
from musicsim.ports.library_choice import LibraryChoice

_NAME = "library"


class SqlLibraryChoice(LibraryChoice):
    """Keeps it in a table of a Database that was migrated."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def folder(self, *, afresh: bool = False) -> str | None:
        chosen = select(choices.c.value).where(choices.c.name == _NAME)
        return await self._database.read(lambda connection: connection.scalar(chosen))

    async def choose(self, folder: str) -> None:
        row = {"name": _NAME, "value": folder}
        await self._database.write(lambda connection: write_row(connection, replace_into(connection, choices), row))
