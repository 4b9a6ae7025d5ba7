"""What was heard of parts of a track, and its acoustic fingerprint."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import name

revision = "0009"
down_revision = "0008"

_WHERE = "missing_since IS NULL AND {} AND status = 'analysed'"


def upgrade() -> None:
    """From revision 0008."""
    op.create_table(
        "segments",
        sa.Column("track_id", name(), sa.ForeignKey("tracks.id", name="fk_segments_track_id"), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("model", name(), nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("shown", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("track_id", name="pk_segments"),
    )
    _partial("ix_segments_unshown", "segments", "track_id", "{}", "shown")
    op.create_index("ix_segments_model", "segments", ["model", "track_id", "shown", "parts"])
    op.create_table(
        "fingerprints",
        sa.Column("track_id", name(), sa.ForeignKey("tracks.id", name="fk_fingerprints_track_id"), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("track_id", name="pk_fingerprints"),
    )
    false = sa.false()
    op.add_column(
        "tracks", sa.Column("has_segments", sa.Boolean(create_constraint=False), nullable=False, server_default=false)
    )
    _partial("ix_tracks_unsegmented", "tracks", "id", _WHERE, "has_segments")


def downgrade() -> None:
    """To revision 0008."""
    op.drop_index("ix_tracks_unsegmented", "tracks")
    op.drop_column("tracks", "has_segments")
    op.drop_table("fingerprints")
    op.drop_table("segments")


def _partial(index: str, table: str, column: str, where: str, flag: str) -> None:
    """An index of rows without a flag."""
    sqlite, postgresql = (sa.text(where.format(text)) for text in (f"{flag} = 0", f"NOT {flag}"))
    op.create_index(index, table, [column], sqlite_where=sqlite, postgresql_where=postgresql)
