"""Tables: what admins chose on the page, rather than in the settings."""

from sqlalchemy import Column, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Words, name

choices = Table(
    "choices",
    metadata,
    Column("name", name(), primary_key=True),
    Column("value", Words, nullable=False),
)
