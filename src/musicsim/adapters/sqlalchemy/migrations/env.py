"""Run by Alembic for each of its commands, on the connection that `running` hands over."""

from alembic import context

from musicsim.adapters.sqlalchemy.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # so it is in SQLite, once the driver leaves transactions alone
    render_as_batch=True,
)
context.run_migrations()
