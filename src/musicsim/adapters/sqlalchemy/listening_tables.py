"""The tables of listening: plays, and what became of looking for pictures."""

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, Words, name

plays = Table(
    "plays",
    metadata,
    Column("user_id", name(), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("id", name(), primary_key=True),
    Column("track_id", name(), ForeignKey("tracks.id"), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("recency", BigInteger, nullable=False),  # of started_at: see domain.rules.listing
    Column("stage", name(), nullable=False),
    Column("position", Double, nullable=False),
    Column("counts", Boolean(create_constraint=False), nullable=False),
    Column("context", Words, nullable=False),
    sqlite_with_rowid=False,
)

artworks = Table(
    "artworks",
    metadata,
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    # the object that was looked at: when its track has another one, this is of no use any more
    Column("size", BigInteger, nullable=False),
    Column("modified_ns", BigInteger, nullable=False),
    Column("outcome", name(), nullable=False),
    Column("picture", name(), nullable=False),  # "" unless found
    Column("source", name(), nullable=False),
    Column("origin", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("looked_at", Moment, nullable=False),
)

Index("ix_plays_recency", plays.c.user_id, plays.c.recency, plays.c.id)
# all that counting looks at
Index("ix_plays_track", plays.c.user_id, plays.c.track_id, plays.c.recency, plays.c.counts)
Index("ix_plays_track_id", plays.c.track_id)
# whose turn it is to get a picture: see artwork_searches
Index("ix_plays_latest", plays.c.recency, plays.c.track_id)
# which blobs of pictures are still named
Index("ix_artworks_picture", artworks.c.picture)
