"""Tables: what outside services said, and may cost."""

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Table

from musicsim.adapters.sqlalchemy.tables import metadata
from musicsim.adapters.sqlalchemy.types import Moment, Words, name

spending = Table(
    "spending",
    metadata,
    Column("service", name(), primary_key=True),
    Column("day", name(), primary_key=True),  # ISO 8601, in UTC
    Column("millionths", BigInteger, nullable=False),
)

# a question to services beyond the library; somebody has it to himself until `claimed_until`
questions = Table(
    "questions",
    metadata,
    Column("id", name(), primary_key=True),
    Column("track_id", name(), ForeignKey("tracks.id")),
    Column("claimed_until", Moment),
    Column("kept_at", Moment, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("question", name(), ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
    Column("provider", name(), primary_key=True),
    Column("state", name(), nullable=False),
    Column("again_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("detail", Words, nullable=False),
    Column("suggestions", Words),  # a JSON array of [catalogue, id, score, label]
)

outside_tracks = Table(
    "outside_tracks",
    metadata,
    Column("catalogue", name(), primary_key=True),
    Column("id", name(), primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("title", Words),  # None: there is no such track
    Column("artist", Words, nullable=False),
    Column("album", Words, nullable=False),
    Column("cover", Words, nullable=False),
    Column("link", Words, nullable=False),
    Column("isrc", name(), nullable=False),
    Column("duration", Double),
)

counterparts = Table(
    "counterparts",
    metadata,
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("catalogue", name(), primary_key=True),
    Column("outside_id", name()),  # None: it is not there
    Column("sought", name(), nullable=False),
    Column("asked_at", Moment, nullable=False),
)

outside_uploads = Table(
    "outside_uploads",
    metadata,
    Column("track_id", name(), ForeignKey("tracks.id"), primary_key=True),
    Column("content_hash", name(), nullable=False),
    Column("catalogue", name(), nullable=False),  # "" until the service has given it an id
    Column("outside_id", name(), nullable=False),
    Column("state", name(), nullable=False),
    Column("detail", Words, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("digest", name(), primary_key=True),
    Column("received_at", Moment, nullable=False),
)

Index("ix_questions_track_id", questions.c.track_id)
Index("ix_questions_kept_at", questions.c.kept_at)
Index("ix_outside_tracks_asked_at", outside_tracks.c.asked_at)
Index("ix_counterparts_outside_id", counterparts.c.outside_id, counterparts.c.catalogue)
Index("ix_outside_uploads_outside_id", outside_uploads.c.outside_id)
Index("ix_receipts_received_at", receipts.c.received_at)
