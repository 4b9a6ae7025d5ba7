"""Tables: looking for the pictures of albums, and what was made of them."""

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, Integer, Table, and_, func, literal_column

from musicsim.adapters.sqlalchemy.tables import PRESENT, metadata, tracks
from musicsim.adapters.sqlalchemy.types import Moment, Words, name

# A subject is an album or a track that is on none; they come and go with scans, so nothing refers to their rows.
artwork_searches = Table(
    "artwork_searches",
    metadata,
    Column("album", name(), primary_key=True),
    Column("alone", Boolean(create_constraint=False), nullable=False),
    Column("state", name(), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Moment),
    Column("due_at", Moment),  # when it is due: at once for what waits, NULL for what is not tried by itself
    Column("tried", Words, nullable=False),  # a JSON array of [source, outcome, at, detail]
    Column("image", name(), nullable=False),  # "" for none
    Column("wanted", name()),
    Column("changed_at", Moment, nullable=False),
    Column("recency", BigInteger, nullable=False),  # of changed_at: see domain.rules.listing
    Column("claim", name(), nullable=False),  # who is at it; "" for nobody
    Column("claimed_until", Moment, nullable=False),
)

album_pictures = Table(
    "album_pictures",
    metadata,
    Column("id", name(), primary_key=True),
    Column("album", name(), nullable=False),
    Column("picture", name(), nullable=False),
    Column("source", name(), nullable=False),
    Column("provider", Words, nullable=False),
    Column("model", Words, nullable=False),
    Column("prompt", Words, nullable=False),
    Column("cost", Double, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("rejected_at", Moment),
)

# not "is null": SQLite would take the index of albums for it, and sort all of these tracks
_ON_NONE = func.coalesce(tracks.c.album_id, literal_column("''")) == literal_column("''")

ALONE = and_(PRESENT, _ON_NONE, tracks.c.status == literal_column("'analysed'"))
"""Tracks that are pictured for themselves."""

Index("ix_artwork_searches_due_at", artwork_searches.c.due_at, artwork_searches.c.album)
Index("ix_artwork_searches_recency", artwork_searches.c.recency, artwork_searches.c.album)
Index("ix_artwork_searches_state", artwork_searches.c.state, artwork_searches.c.recency, artwork_searches.c.album)
Index("ix_album_pictures_album", album_pictures.c.album, album_pictures.c.id)
Index("ix_album_pictures_picture", album_pictures.c.picture)
Index("ix_tracks_alone", tracks.c.recency, tracks.c.id, sqlite_where=ALONE, postgresql_where=ALONE)
