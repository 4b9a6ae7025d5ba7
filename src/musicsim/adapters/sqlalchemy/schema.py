"""All tables together: whoever asks for `metadata` here knows every one of them."""

from musicsim.adapters.sqlalchemy import (  # noqa: F401 - importing tells `metadata` of its tables
    curation_tables,
    explorer_tables,
    listening_tables,
    people_tables,
    upload_tables,
)
from musicsim.adapters.sqlalchemy.tables import metadata

__all__ = ["metadata"]
