"""Alembic without its command line: the steps travel inside the package. Slow to import."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from musicsim.domain.errors import Unavailable


def config(connection: Connection) -> Config:
    """A configuration that works on an open connection, inside its transaction."""
    made = Config()
    # "%" would be an interpolation
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection, where: str) -> None:
    """Take all steps that are missing; Unavailable when the tables come from a newer version."""
    settings = config(connection)
    stored = MigrationContext.configure(connection).get_current_revision()
    try:
        ScriptDirectory.from_config(settings).get_revision(stored or "base")
    except CommandError as error:
        message = f"The database {where} was written by a newer musicsim (schema {stored}): start that version again."
        raise Unavailable("database", message) from error
    command.upgrade(settings, "head")


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Take steps back, as far as `revision`; what they added is lost."""
    command.downgrade(config(connection), revision)
