"""What is derived from the whole library; outlines of analyses, hub numbers of embeddings."""

import sqlalchemy as sa
from alembic import op

from musicsim.adapters.sqlalchemy.migrations import outline_filling
from musicsim.adapters.sqlalchemy.types import Moment, name

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """From revision 0006; the outlines of the analyses that are there are filled in."""
    op.create_table(
        "derived",
        sa.Column("name", name(), nullable=False),
        sa.Column("version", name(), nullable=False),
        sa.Column("basis", sa.BigInteger, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_derived"),
    )
    op.add_column("embeddings", sa.Column("hub", sa.Double))
    op.add_column("embeddings", sa.Column("hub_among", sa.BigInteger))
    none = sa.text("hub IS NULL")
    columns = ["space", "track_id"]
    op.create_index("ix_embeddings_unmeasured", "embeddings", columns, sqlite_where=none, postgresql_where=none)
    known = sa.text("hub IS NOT NULL")
    of = ["track_id", "space", "hub"]
    op.create_index("ix_embeddings_hub", "embeddings", of, sqlite_where=known, postgresql_where=known)
    some, columns = sa.text("hub_among IS NOT NULL"), ["space", "hub_among", "track_id"]
    op.create_index("ix_embeddings_hub_among", "embeddings", columns, sqlite_where=some, postgresql_where=some)
    op.add_column("analyses", sa.Column("outline", sa.LargeBinary))
    outline_filling.fill(op.get_bind())


def downgrade() -> None:
    """To revision 0006."""
    op.drop_column("analyses", "outline")
    op.drop_index("ix_embeddings_hub_among", "embeddings")
    op.drop_index("ix_embeddings_hub", "embeddings")
    op.drop_index("ix_embeddings_unmeasured", "embeddings")
    op.drop_column("embeddings", "hub_among")
    op.drop_column("embeddings", "hub")
    op.drop_table("derived")
