"""Columns that SQLite is not to look for an index of: it plans without looking at the rows, so it has to be told."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

T = TypeVar("T")


class _Untouched(FunctionElement[T]):
    name = "untouched"
    inherit_cache = True


def untouched(column: ColumnElement[T]) -> ColumnElement[T]:
    """The column's value; PostgreSQL, which knows better, sees the column itself."""
    element: _Untouched[T] = _Untouched(column)
    element.type = column.type
    return element


@compiles(_Untouched)
def _plain(element: _Untouched[Any], compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_Untouched, "sqlite")
def _marked(element: _Untouched[Any], compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"
