"""Shards renewed behind the scenes: copied, given their graph by another process, brought up to date, put in place."""

import logging
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from musicsim.adapters.qdrant.graph import Building
from musicsim.adapters.qdrant.shard import SpaceShard

_log = logging.getLogger(__name__)


class Renewals:
    """At most one at a time, some seconds after it was asked for.

    `writing` is the lock under which shards are written to, and are put in place. `fork` copies a shard's files,
    `adopt` puts a renewed one in the old one's place or says that there is none.
    """

    def __init__(
        self,
        writing: threading.RLock,
        delay: float,
        fork: Callable[[SpaceShard], Path],
        adopt: Callable[[SpaceShard, SpaceShard], bool],
    ) -> None:
        self._writing = writing
        self._delay = delay
        self._beginning = threading.Lock()
        self._fork = fork
        self._adopt = adopt
        self._building: Building | None = None
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    def begin(self, shard: SpaceShard) -> None:
        """Renew a shard, unless one is being renewed."""
        with self._beginning:
            if self._closing.is_set() or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._renew, args=(shard,), name="vector-index", daemon=True)
            self._thread.start()

    def settle(self) -> None:
        """Wait for the one under way."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """Give up the one under way."""
        with self._writing:
            self._closing.set()
            if self._building is not None:
                self._building.give_up()
        self.settle()

    def _renew(self, shard: SpaceShard) -> None:
        copy: Path | None = None
        if self._closing.wait(self._delay):
            return
        try:
            with self._writing:
                if self._closing.is_set():
                    return
                copy = self._fork(shard)
                shard.note_writes()
                self._building = Building(copy)
            trouble = self._building.finish()
            with self._writing:
                if not trouble and self._adopt(shard, shard.succeeded_by(copy)):
                    copy = None
            if trouble and not self._closing.is_set():
                _say(trouble)
        except Exception as fault:  # the engine has no kinds of fault of its own
            _say(fault)
        finally:
            shard.forget_writes()
            if copy is not None:
                shutil.rmtree(copy, ignore_errors=True)


def _say(trouble: object) -> None:
    _log.warning("The vector index could not build a graph: %s. It searches without.", trouble)
