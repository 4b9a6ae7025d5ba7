"""How PostgreSQL would go about what was asked of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event

from musicsim.adapters.sqlalchemy.database import Database


@dataclass(frozen=True)
class Statement:
    """A statement as it was sent, with its parameters: the first ones, when it was sent for many."""

    text: str
    parameters: tuple[Any, ...]


@contextmanager
def overheard(database: Database) -> Iterator[list[Statement]]:
    """All statements that reach the database meanwhile, in their order, each text once."""
    heard: dict[str, Statement] = {}
    engine = database._engine._engine.sync_engine

    def listen(_c: object, _cursor: object, sql: str, parameters: Any, _context: object, many: bool) -> None:
        heard.setdefault(sql, Statement(sql, parameters[0] if many else parameters))

    event.listen(engine, "before_cursor_execute", listen)
    statements: list[Statement] = []
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", listen)
        statements.extend(heard.values())


async def plan_of(database: Database, statement: Statement) -> dict[str, Any]:
    """The plan that is made for these parameters: of another kind none is used."""

    def explain(connection: Connection) -> str:
        return connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement.text}", statement.parameters).scalar()

    return _root(await database.read(explain))


def read_through(plan: dict[str, Any]) -> set[str]:
    """The tables that a plan reads from end to end."""
    here = {plan["Relation Name"]} if plan["Node Type"] == "Seq Scan" else set()
    return here.union(*(read_through(part) for part in plan.get("Plans", ())))


def nodes(plan: dict[str, Any]) -> str:
    """The plan in short, for people."""
    inner = ", ".join(nodes(part) for part in plan.get("Plans", ()))
    of = plan.get("Index Name") or plan.get("Relation Name") or ""
    return f"{plan['Node Type']} {of}".strip() + (f" ({inner})" if inner else "")


def _root(told: str | list[Any]) -> dict[str, Any]:
    parsed = json.loads(told) if isinstance(told, str) else told
    plan: dict[str, Any] = parsed[0]["Plan"]
    return plan
