"""Tables: radio sessions."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, Words, name

radio_sessions = Table(
    "radio_sessions",
    metadata,
    Column("id", name(), primary_key=True),
    Column("user_id", name(), ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("space", Words, nullable=False),
    Column("start", LargeBinary, nullable=False),  # float32, little-endian
    Column("number", BigInteger, nullable=False),  # its 64 bits, signed
    Column("origins", Words, nullable=False),  # JSON: see radio_rows
    Column("options", Words, nullable=False),
    Column("plays", Words, nullable=False),
    Column("ended", Boolean(create_constraint=False), nullable=False),
)

Index("ix_radio_sessions_user_id", radio_sessions.c.user_id, radio_sessions.c.changed_at, radio_sessions.c.id)
Index("ix_radio_sessions_changed_at", radio_sessions.c.changed_at)
