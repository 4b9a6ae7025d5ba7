"""How many present tracks lie below each folder: kept up with every write that moves, hides or shows tracks."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, Select, bindparam, delete, select

from musicsim.adapters.sqlalchemy.tables import folders
from musicsim.adapters.sqlalchemy.upserts import add_into, write_rows
from musicsim.domain.model.browse import Folder, SubFolder
from musicsim.domain.rules.listing import folders_above


def adjust(connection: Connection, shown: Iterable[str] = (), hidden: Iterable[str] = ()) -> None:
    """Count in the keys of tracks that are present now, and out those of tracks that no longer are."""
    change: Counter[str] = Counter()
    for key in shown:
        change.update(folders_above(key))
    for key in hidden:
        change.subtract(folders_above(key))
    _add(connection, {path: count for path, count in sorted(change.items()) if count})


def _add(connection: Connection, change: dict[str, int]) -> None:
    if change:
        rows = [_row(path, count) for path, count in change.items()]
        write_rows(connection, add_into(connection, folders, "tracks"), rows)
    if shrunk := [{"shrunk": path} for path, count in change.items() if count < 0]:
        empty = delete(folders).where(folders.c.path == bindparam("shrunk"), folders.c.tracks <= 0)
        connection.execute(empty, shrunk)


def _row(path: str, count: int) -> dict[str, str | int]:
    parent, _, name = path.rpartition("/")
    return {"path": path, "parent": parent, "name": name, "tracks": count}


def read(connection: Connection, path: str) -> Folder | None:
    """The folder as Catalogue.folder describes it."""
    rows = connection.execute(inside_statement(path)).all()
    if path and not rows and connection.scalar(select(folders.c.path).where(folders.c.path == path)) is None:
        return None
    return Folder(path, [SubFolder(name, count) for name, count in rows])


def count(connection: Connection, path: str) -> int:
    """How many present tracks lie below a folder that is not the root."""
    return connection.scalar(select(folders.c.tracks).where(folders.c.path == path)) or 0


def inside_statement(path: str) -> Select[tuple[str, int]]:
    """The sub-folders by name and their counts."""
    return select(folders.c.name, folders.c.tracks).where(folders.c.parent == path).order_by(folders.c.name)
