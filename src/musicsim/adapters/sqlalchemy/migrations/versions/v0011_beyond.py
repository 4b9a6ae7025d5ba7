"""What outside services said, and may cost; what they know our tracks by."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0011"
down_revision = "0010"

_IDENTIFIED = sa.text("missing_since IS NULL AND isrc != ''")


def upgrade() -> None:
    """From revision 0010."""
    op.add_column("tracks", sa.Column("isrc", name(), nullable=False, server_default=sa.text("''")))
    op.create_index("ix_tracks_isrc", "tracks", ["isrc", "id"], sqlite_where=_IDENTIFIED, postgresql_where=_IDENTIFIED)
    op.create_table(
        "spending",
        sa.Column("service", name(), nullable=False),
        sa.Column("day", name(), nullable=False),
        sa.Column("millionths", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("service", "day", name="pk_spending"),
    )
    _answers()
    _tracks()
    _uploads()


def downgrade() -> None:
    """To revision 0010."""
    for table in ("receipts", "outside_uploads", "counterparts", "outside_tracks", "answers", "questions", "spending"):
        op.drop_table(table)
    op.drop_index("ix_tracks_isrc", "tracks")
    op.drop_column("tracks", "isrc")


def _answers() -> None:
    op.create_table(
        "questions",
        sa.Column("id", name(), nullable=False),
        sa.Column("track_id", name(), sa.ForeignKey("tracks.id", name="fk_questions_track_id")),
        sa.Column("claimed_until", Moment),
        sa.Column("kept_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    question = sa.ForeignKey("questions.id", name="fk_answers_question", ondelete="CASCADE")
    op.create_table(
        "answers",
        sa.Column("question", name(), question, nullable=False),
        sa.Column("provider", name(), nullable=False),
        sa.Column("state", name(), nullable=False),
        sa.Column("again_at", Moment, nullable=False),
        sa.Column("answered_at", Moment),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("suggestions", sa.Text),
        sa.PrimaryKeyConstraint("question", "provider", name="pk_answers"),
    )
    op.create_index("ix_questions_track_id", "questions", ["track_id"])
    op.create_index("ix_questions_kept_at", "questions", ["kept_at"])


def _tracks() -> None:
    op.create_table(
        "outside_tracks",
        sa.Column("catalogue", name(), nullable=False),
        sa.Column("id", name(), nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("artist", sa.Text, nullable=False),
        sa.Column("album", sa.Text, nullable=False),
        sa.Column("cover", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("isrc", name(), nullable=False),
        sa.Column("duration", sa.Double),
        sa.PrimaryKeyConstraint("catalogue", "id", name="pk_outside_tracks"),
    )
    op.create_index("ix_outside_tracks_asked_at", "outside_tracks", ["asked_at"])
    op.create_table(
        "counterparts",
        sa.Column("track_id", name(), sa.ForeignKey("tracks.id", name="fk_counterparts_track_id"), nullable=False),
        sa.Column("catalogue", name(), nullable=False),
        sa.Column("outside_id", name()),
        sa.Column("sought", name(), nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("track_id", "catalogue", name="pk_counterparts"),
    )
    op.create_index("ix_counterparts_outside_id", "counterparts", ["outside_id", "catalogue"])


def _uploads() -> None:
    op.create_table(
        "outside_uploads",
        sa.Column("track_id", name(), sa.ForeignKey("tracks.id", name="fk_outside_uploads_track_id"), nullable=False),
        sa.Column("content_hash", name(), nullable=False),
        sa.Column("catalogue", name(), nullable=False),
        sa.Column("outside_id", name(), nullable=False),
        sa.Column("state", name(), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("track_id", name="pk_outside_uploads"),
    )
    op.create_index("ix_outside_uploads_outside_id", "outside_uploads", ["outside_id"])
    op.create_table(
        "receipts",
        sa.Column("digest", name(), nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_receipts"),
    )
    op.create_index("ix_receipts_received_at", "receipts", ["received_at"])
