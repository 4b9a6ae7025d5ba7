"""Tables: what is derived from the whole library."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, name

derived = Table(
    "derived",
    metadata,
    Column("name", name(), primary_key=True),
    Column("version", name(), nullable=False),
    Column("basis", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
