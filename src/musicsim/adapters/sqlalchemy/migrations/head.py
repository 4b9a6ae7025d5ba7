"""The newest step, where a start can read it without importing Alembic."""

HEAD = "0013"
