"""All spaces in a folder."""

import shutil
import threading
import uuid
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from musicsim.adapters.qdrant import holes
from musicsim.adapters.qdrant.catalogue import Catalogue, Home
from musicsim.adapters.qdrant.renewal import Renewals
from musicsim.adapters.qdrant.shard import SpaceShard
from musicsim.adapters.qdrant.tuning import Tuning
from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.vectors import Space, VectorEntry


class Store:
    """Called from threads. Opening it takes the folder away from other processes."""

    def __init__(self, folder: Path, tuning: Tuning) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._tuning = tuning
        self._catalogue = Catalogue(folder)
        self._opening = threading.Lock()
        self._writing = threading.RLock()
        self._opened: dict[str, SpaceShard] = {}
        self._renewals = Renewals(self._writing, tuning.delay, self._fork, self._adopt)
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
        with self._opening:
            home = self._catalogue.homes.get(space.name)
            if home is None:
                return None
            if home.space.dimension != space.dimension:
                message = f"{space.name!r} has {home.space.dimension} dimensions, not {space.dimension}."
                raise Invalid(message, "vector")
            return self._opened.get(space.name) or self._open(home)

    def put(self, space: Space, entries: Sequence[VectorEntry], vectors: npt.NDArray[np.float32]) -> None:
        """Insert or replace entries with distinct places."""
        with self._writing:
            shard = self.made(space)
            shard.put(entries, vectors)
            if shard.wants_graph:
                self._renewals.begin(shard)

    def delete(self, space: Space, ids: Collection[str]) -> None:
        """Remove all parts of some ids."""
        with self._writing:
            if ids and (shard := self.find(space)) is not None:
                shard.delete(ids)

    def made(self, space: Space) -> SpaceShard:
        """The shard of a space, made where there is none."""
        with self._writing:
            if (found := self.find(space)) is not None:
                return found
            home = Home(space, uuid.uuid4().hex)
            shard = SpaceShard.create(self._folder / home.folder, space, self._tuning)
            self._catalogue.settle(home)
            self._opened[space.name] = shard
            return shard

    def drop(self, space: Space) -> None:
        """Remove a space. Conflict while an alias leads to it."""
        if space.name in {one.name for one in self.aliases.values()}:
            raise Conflict(f"The space {space.name!r} answers: an alias leads to it.")
        with self._writing, self._opening:
            home = self._catalogue.homes.get(space.name)
            if home is not None:
                self._catalogue.forget(space.name)
                self._opened.pop(space.name, None)
                shutil.rmtree(self._folder / home.folder)

    def switch(self, alias: str, space: Space) -> None:
        """Let an alias lead to a space that exists."""
        with self._writing:
            if self.find(space) is None:
                raise NotFound.of("space", space.name)
            self._catalogue.lead(alias, space)

    def settle(self) -> None:
        """Wait for graphs that are being built."""
        self._renewals.settle()

    def close(self) -> None:
        """Give everything back."""
        self._renewals.close()
        with self._writing, self._opening:
            for shard in self._opened.values():
                shard.close()
            self._opened.clear()
            self._catalogue.close()

    def _open(self, home: Home) -> SpaceShard:
        shard = SpaceShard(self._folder / home.folder, home.space, self._tuning)
        self._opened[home.space.name] = shard
        if shard.wants_graph:
            self._renewals.begin(shard)
        return shard

    def _fork(self, shard: SpaceShard) -> Path:
        """A copy of a shard's files, to be renewed while the shard goes on."""
        return Path(shutil.copytree(shard.path, self._folder / uuid.uuid4().hex, copy_function=holes.copy))

    def _adopt(self, shard: SpaceShard, renewed: SpaceShard) -> bool:
        """Put a renewed shard in the old one's place; False when that is no longer there."""
        name = shard.space.name
        with self._opening:
            if self._opened.get(name) is not shard:
                return False
            self._catalogue.settle(Home(shard.space, renewed.path.name))
            self._opened[name] = renewed
        shutil.rmtree(shard.path)  # searches under way go on in it until they are done
        return True

    def _remove_leftovers(self) -> None:
        """Remove shards that an interruption left without a space."""
        kept = {"catalogue", *(home.folder for home in self._catalogue.homes.values())}
        for path in self._folder.iterdir():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
