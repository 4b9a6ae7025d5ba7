"""All tables together: whoever asks for `metadata` here knows every one of them."""

from musicsim.adapters.sqlalchemy import (  # noqa: F401 - importing tells `metadata` of its tables
    beyond_tables,
    choices_tables,
    collections_tables,
    curation_tables,
    derived_tables,
    explorer_tables,
    journeys_tables,
    listening_tables,
    painting_tables,
    people_tables,
    segments_tables,
    upload_tables,
)
from musicsim.adapters.sqlalchemy.tables import metadata

__all__ = ["metadata"]
