"""Any number of names in one parameter, so that a statement is the same for all of them.

Databases prepare a statement once: with a parameter a name, every length of the list would be another statement.
"""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Dialect, Text, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class Names(TypeDecorator[Collection[str]]):
    """A list of storable names: an array in PostgreSQL, a JSON array in SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(Text(collation="C")))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> Any:
        names = list(value or ())
        return names if dialect.name == "postgresql" else json.dumps(names)


class _Among(FunctionElement[bool]):
    name = "among"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "_Among":
        """It is a condition as it stands: "… = 1", as for other functions in SQLite, would hide it from the index."""
        return self


def among(column: ColumnElement[str], names: Collection[str] | None = None) -> ColumnElement[bool]:
    """Whether the column has one of these names; None: of those in the statement's parameter "names".

    A statement that is asked often is written once, with the parameter: making it takes as long as asking it does.
    """
    if names is None:
        return _Among(column, bindparam("names", type_=Names()))
    return _Among(column, bindparam("names", names, type_=Names(), unique=True))


@compiles(_Among)
def _in_json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, names = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({names}))"  # noqa: S608 - names of a column and a parameter


@compiles(_Among, "postgresql")
def _any_of_array(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, names = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} = ANY ({names})"
