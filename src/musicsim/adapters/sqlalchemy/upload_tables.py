"""The table of what people brought."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, Words, name

uploads = Table(
    "uploads",
    metadata,
    Column("id", name(), primary_key=True),
    Column("user_id", name(), ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("key", name(), nullable=False),
    Column("name", Words, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content_hash", name(), nullable=False),
    Column("uploaded_at", Moment, nullable=False),
)

Index("uq_uploads_key", uploads.c.key, unique=True)
# with all that adding up a person's files looks at
Index("ix_uploads_user_id", uploads.c.user_id, uploads.c.id, uploads.c.size)
