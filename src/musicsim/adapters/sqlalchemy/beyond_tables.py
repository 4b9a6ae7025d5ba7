"""Tables: what outside services said, and may cost."""

from sqlalchemy import BigInteger, Column, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import name

spending = Table(
    "spending",
    metadata,
    Column("service", name(), primary_key=True),
    Column("day", name(), primary_key=True),  # ISO 8601, in UTC
    Column("millionths", BigInteger, nullable=False),
)
