"""The tables of the explorer: what tracks are grouped under, and favourites."""

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Integer, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, Words, name

# What of a track several others have too, a row each: its artists and genres, and the tags that it likely has.
track_facets = Table(
    "track_facets",
    metadata,
    Column("kind", name(), primary_key=True),
    Column("facet", name(), primary_key=True),
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("name", Words, nullable=False),  # as this track spells it
    Column("weight", Double, nullable=False),  # a tag's likelihood, else 1
    sqlite_with_rowid=False,
)

# Counting the tracks of every artist takes too long, so it is kept how many present tracks have each facet, and each
# year. Rows come and go with the tracks, in the same transactions, as those of `folders` do.
facets = Table(
    "facets",
    metadata,
    Column("kind", name(), primary_key=True),
    Column("id", name(), primary_key=True),
    Column("name", Words, nullable=False),
    Column("sort", name(), nullable=False),
    Column("tracks", BigInteger, nullable=False),
)

# Told anew by all their present tracks whenever one of these comes, goes or changes: see domain.rules.albums.
albums = Table(
    "albums",
    metadata,
    Column("id", name(), primary_key=True),
    Column("name", Words, nullable=False),
    Column("artist", Words, nullable=False),
    Column("artist_id", name()),
    Column("year", Integer),
    Column("tracks", BigInteger, nullable=False),
    Column("duration", Double, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("name_sort", name(), nullable=False),
    Column("artist_sort", name(), nullable=False),
    Column("recency", BigInteger, nullable=False),
    Column("search", name(), nullable=False),
)

favourites = Table(
    "favourites",
    metadata,
    Column("user_id", name(), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("added_at", Moment, nullable=False),
    Column("recency", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

_TRIGRAMS = "gin_trgm_ops"

Index("ix_track_facets_track_id", track_facets.c.track_id, track_facets.c.kind)
Index("ix_facets_sort", facets.c.kind, facets.c.sort, facets.c.id)
Index("ix_facets_tracks", facets.c.kind, facets.c.tracks, facets.c.id)
Index("ix_albums_name", albums.c.name_sort, albums.c.id)
Index("ix_albums_artist", albums.c.artist_sort, albums.c.id)
Index("ix_albums_artist_id", albums.c.artist_id, albums.c.artist_sort, albums.c.id)
Index("ix_albums_year", albums.c.year, albums.c.id)
Index("ix_albums_recency", albums.c.recency, albums.c.id)
Index("ix_favourites_recency", favourites.c.user_id, favourites.c.recency, favourites.c.track_id)
Index("ix_favourites_track_id", favourites.c.track_id)
for _column, _label in ((albums.c.search, "ix_albums_search"), (facets.c.sort, "ix_facets_search")):
    Index(_label, _column, postgresql_using="gin", postgresql_ops={_column.name: _TRIGRAMS}).ddl_if(
        dialect="postgresql"
    )
