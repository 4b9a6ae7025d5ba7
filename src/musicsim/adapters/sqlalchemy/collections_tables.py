"""Tables: collections that make themselves."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, Words, name

mixes = Table(
    "mixes",
    metadata,
    Column("user_id", name(), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, nullable=False),
    Column("edition", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("content", Words, nullable=False),  # see domain.rules.mix_export
)
