"""Tables: the fingerprints that tracks, and excerpts of them, are recognised by."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, not_

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Words, name

# of whole tracks: large, and needed by those who look for excerpts only
segments = Table(
    "segments",
    metadata,
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),  # uint32, little-endian
    Column("model", name(), nullable=False),
    Column("parts", Integer, nullable=False),
    Column("version", BigInteger, nullable=False),  # the track's revision when it was saved: none comes twice
    Column("shown", Boolean(create_constraint=False), nullable=False),  # by the vector index
)
UNSHOWN = not_(segments.c.shown)
Index("ix_segments_unshown", segments.c.track_id, sqlite_where=UNSHOWN, postgresql_where=UNSHOWN)
# with all that counting looks at
Index("ix_segments_model", segments.c.model, segments.c.track_id, segments.c.shown, segments.c.parts)

# of the stretch that every listening takes
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("model", Words, nullable=False),
)
