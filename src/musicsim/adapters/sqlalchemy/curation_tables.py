"""The tables of curation: playlists, their items, the links to them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, Words, name

playlists = Table(
    "playlists",
    metadata,
    Column("id", name(), primary_key=True),
    Column("user_id", name(), ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", Words, nullable=False),
    Column("description", Words, nullable=False),
    Column("rule", Words),  # a TrackRule as JSON
    Column("version", BigInteger, nullable=False),
    Column("items", BigInteger, nullable=False),  # how many: counted with every change
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

playlist_items = Table(
    "playlist_items",
    metadata,
    Column("playlist_id", name(), ForeignKey("playlists.id", ondelete="CASCADE"), primary_key=True),
    Column("id", name(), primary_key=True),
    Column("position", BigInteger, nullable=False),  # see domain.rules.positions
    Column("track_id", name(), ForeignKey("tracks.id"), nullable=False),
    Column("added_at", Moment, nullable=False),
)

playlist_shares = Table(
    "playlist_shares",
    metadata,
    Column("id", name(), primary_key=True),
    Column("playlist_id", name(), ForeignKey("playlists.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", name(), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
)

Index("ix_playlists_user_id", playlists.c.user_id, playlists.c.id)
Index("ix_playlist_items_position", playlist_items.c.playlist_id, playlist_items.c.position)
Index("ix_playlist_items_track_id", playlist_items.c.track_id)
Index("ix_playlist_shares_playlist_id", playlist_shares.c.playlist_id, playlist_shares.c.id)
Index("uq_playlist_shares_token_hash", playlist_shares.c.token_hash, unique=True)
