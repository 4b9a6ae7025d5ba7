"""Pages that begin where the one before ended: the thousandth costs what the first one does."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Row, Select, func, literal, select, tuple_

from musicsim.domain.rules.cursors import Position, encode_cursor


@dataclass(frozen=True, slots=True)
class Keyset:
    """An order: what it compares, and the id that makes it total; together they are the beginning of an index.

    `least` is below all that `column` can hold, or None when it always holds something: rows without a value come
    last, whichever way round, and are a part of their own.
    """

    column: ColumnElement[Any]
    id: ColumnElement[str]
    least: float | None = None

    def rows(
        self,
        connection: Connection,
        statement: Select[Any],
        after: Position | None,
        limit: int,
        *,
        reverse: bool,
        skip: int = 0,
    ) -> list[Row[Any]]:
        """At most `limit` rows, `skip` behind `after`: those between are walked over in the index, not read."""
        found: list[Row[Any]] = []
        for part in self.parts(statement, after, reverse=reverse):
            rows = connection.execute(part.limit(limit - len(found)).offset(skip)).all()
            found += rows
            if len(found) >= limit:
                break
            skip = 0 if rows or not skip else max(0, skip - how_many(connection, part))
        return found

    def parts(self, statement: Select[Any], after: Position | None, *, reverse: bool) -> list[Select[Any]]:
        """What is left of the list behind `after`, in one statement or, where values may be unknown, two."""
        ordered = statement.add_columns(self.column.label("sort_value"), self.id.label("sort_id")).order_by(
            *(column.desc() if reverse else column for column in (self.column, self.id))
        )
        if self.least is None:
            return [ordered if after is None else ordered.where(self._behind(after, reverse=reverse))]
        # not "is not null", which SQLite does not look up in an index
        known, unknown = ordered.where(self.column >= _number(self.least)), ordered.where(self.column.is_(None))
        if after is None:
            return [known, unknown]
        if after[0] is None:
            return [unknown.where(self.id < after[1] if reverse else self.id > after[1])]
        return [ordered.where(self._behind(after, reverse=reverse)), unknown]

    def _behind(self, after: Position, *, reverse: bool) -> ColumnElement[bool]:
        value, last = after
        here, there = tuple_(self.column, self.id), tuple_(_number(value), literal(last))
        return here < there if reverse else here > there


def how_many(connection: Connection, statement: Select[Any]) -> int:
    """The rows of a statement."""
    return connection.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0


def next_of(rows: list[Row[Any]], limit: int, of: str) -> str | None:
    """The cursor behind the first `limit` rows, when there are more."""
    return encode_cursor(of, (rows[limit - 1].sort_value, rows[limit - 1].sort_id)) if len(rows) > limit else None


def _number(value: Any) -> ColumnElement[Any]:
    """The value as a parameter: whole numbers may be larger than their column."""
    return literal(value, BigInteger) if isinstance(value, int) else literal(value)
