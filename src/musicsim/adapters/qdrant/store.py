"""All spaces in a folder."""

import shutil
import threading
import uuid
from collections.abc import Mapping
from pathlib import Path

from musicsim.adapters.qdrant.catalogue import Catalogue, Home
from musicsim.adapters.qdrant.shard import SpaceShard
from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.vectors import Space


class Store:
    """Called from threads, of which one at a time writes. Opening it takes the folder away from other processes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._catalogue = Catalogue(folder)
        self._lock = threading.Lock()
        self._opened: dict[str, SpaceShard] = {}
        self._remove_leftovers()

    @property
    def aliases(self) -> Mapping[str, Space]:
        """Where aliases lead now."""
        return self._catalogue.aliases

    def spaces(self) -> list[Space]:
        """The spaces that there are, by name."""
        return [home.space for _, home in sorted(self._catalogue.homes.items())]

    def find(self, space: Space) -> SpaceShard | None:
        """The shard of a space, None when it does not exist. Invalid when it has another dimension."""
        with self._lock:
            home = self._catalogue.homes.get(space.name)
            if home is None:
                return None
            if home.space.dimension != space.dimension:
                message = f"{space.name!r} has {home.space.dimension} dimensions, not {space.dimension}."
                raise Invalid(message, "vector")
            return self._opened.get(space.name) or self._open(home)

    def _open(self, home: Home) -> SpaceShard:
        shard = self._opened[home.space.name] = SpaceShard(self._folder / home.folder, home.space.dimension)
        return shard

    def made(self, space: Space) -> SpaceShard:
        """The shard of a space, made where there is none."""
        if (found := self.find(space)) is not None:
            return found
        folder = uuid.uuid4().hex
        SpaceShard.create(self._folder / folder, space.dimension)
        self._catalogue.settle(Home(space, folder))
        return self._open(Home(space, folder))

    def drop(self, space: Space) -> None:
        """Remove a space. Conflict while an alias leads to it."""
        if space.name in {one.name for one in self.aliases.values()}:
            raise Conflict(f"The space {space.name!r} answers: an alias leads to it.")
        with self._lock:
            home = self._catalogue.homes.get(space.name)
            if home is None:
                return
            self._catalogue.forget(space.name)
            if (shard := self._opened.pop(space.name, None)) is not None:
                shard.close()
        shutil.rmtree(self._folder / home.folder)

    def switch(self, alias: str, space: Space) -> None:
        """Let an alias lead to a space that exists."""
        if self.find(space) is None:
            raise NotFound.of("space", space.name)
        self._catalogue.lead(alias, space)

    def close(self) -> None:
        """Give everything back."""
        with self._lock:
            for shard in self._opened.values():
                shard.close()
            self._opened.clear()
            self._catalogue.close()

    def _remove_leftovers(self) -> None:
        """Remove shards that an interruption left without a space."""
        kept = {"catalogue", *(home.folder for home in self._catalogue.homes.values())}
        for path in self._folder.iterdir():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
