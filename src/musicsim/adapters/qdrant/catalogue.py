"""Which spaces there are, and which aliases lead to them: points of a shard of its own.

The engine makes each change whole or not at all, and lets one process at a time open the shard: who has it open owns
the whole index.
"""

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qdrant_edge import Distance, EdgeConfig, EdgeShard, EdgeVectorParams, Point, ScrollRequest, UpdateOperation

from musicsim.domain.model.vectors import Space

_NOWHERE = [1.0]  # every point needs a vector
_AT_ONCE = 1_000

_LAYOUT = 2
"""The number of the points' arrangement: a shard in another one is nobody's home, and is removed with what is left
over; the rows fill the space anew.
"""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the shard of a space lies: the name of its folder."""

    space: Space
    folder: str


class Catalogue:
    """Reads all at the start; nobody else writes meanwhile. `homes` and `aliases` are replaced whole, never changed."""

    def __init__(self, folder: Path) -> None:
        path = folder / "catalogue"
        if not path.exists():
            _create(path)
        self._shard = EdgeShard.load(str(path))
        told = self._read()
        self.homes: dict[str, Home] = {one["space"]: _home(one) for one in told if one.get("layout") == _LAYOUT}
        self.aliases: dict[str, Space] = {one["alias"]: _space(one) for one in told if "alias" in one}

    def settle(self, home: Home) -> None:
        """The space lives there now."""
        self._put(f"space {home.space.name}", {**_words(home.space), "folder": home.folder, "layout": _LAYOUT})
        self.homes = {**self.homes, home.space.name: home}

    def forget(self, name: str) -> None:
        """The space is no more."""
        self._write(UpdateOperation.delete_points([_id(f"space {name}")]))
        self.homes = {one: home for one, home in self.homes.items() if one != name}

    def lead(self, alias: str, space: Space) -> None:
        """The alias leads to that space now."""
        self._put(f"alias {alias}", {**_words(space), "alias": alias})
        self.aliases = {**self.aliases, alias: space}

    def close(self) -> None:
        """Let others have it."""
        self._shard.close()

    def _read(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = []
        behind = None
        while True:
            found, behind = self._shard.scroll(ScrollRequest(offset=behind, limit=_AT_ONCE, with_payload=True))
            told += [one.payload or {} for one in found]
            if behind is None:
                return told

    def _put(self, name: str, words: dict[str, Any]) -> None:
        self._write(UpdateOperation.upsert_points([Point(_id(name), _NOWHERE, words)]))

    def _write(self, operation: UpdateOperation) -> None:
        self._shard.update(operation)
        self._shard.flush()


def _create(path: Path) -> None:
    """All at once: a shard whose making was cut short cannot be opened."""
    beside = path.with_name("catalogue.new")
    shutil.rmtree(beside, ignore_errors=True)
    config = EdgeConfig(vectors=EdgeVectorParams(size=len(_NOWHERE), distance=Distance.Dot))
    shard = EdgeShard.create(str(beside), config)
    shard.flush()
    shard.close()
    beside.rename(path)


def _id(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def _words(space: Space) -> dict[str, Any]:
    return {"space": space.name, "dimension": space.dimension}


def _space(words: dict[str, Any]) -> Space:
    return Space(words["space"], words["dimension"])


def _home(words: dict[str, Any]) -> Home:
    return Home(_space(words), words["folder"])
