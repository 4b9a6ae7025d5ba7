"""Column types that mean the same on every database."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.domain.errors import Invalid


class Words(TypeDecorator[str]):
    """Text. Invalid for what no database can keep: queries pass that over (see storable), but it can't be written."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and not storable(value):
            raise Invalid(f"This text has characters that no database can keep: {value!a}.")
        return value


def name() -> Words:
    """Text compared by code point: what SQLite does by itself, and PostgreSQL under its collation "C"."""
    return Words().with_variant(Words(collation="C"), "postgresql")


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC, to the microsecond; SQLite, which knows no zones, keeps it as sortable text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
