"""Work that nobody waits for."""

import logging
import queue
import threading
import time
from collections.abc import Callable

_log = logging.getLogger(__name__)

Job = Callable[[], None]


class Stopped(Exception):  # noqa: N818
    """Raised inside a job that is to end because the index closes."""


class Background:
    """One daemon thread that does jobs in turn. It may be killed at any moment: jobs leave whole files or none.

    `rest` is called once no search was noted for `rest_after` seconds.
    """

    def __init__(self, rest: Job, rest_after: float) -> None:
        self._rest = rest
        self._rest_after = rest_after
        self._searched = 0.0
        self._warm = False
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def submit(self, job: Job) -> None:
        """Do `job` later."""
        with self._lock:
            self._jobs.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="vector-index", daemon=True)
                self._thread.start()

    def note_search(self) -> None:
        """A search touched files."""
        self._searched = time.monotonic()
        if not self._warm:
            self._warm = True
            self.submit(lambda: None)

    def checkpoint(self) -> None:
        """For jobs to call now and then; raises Stopped when it is time to go."""
        if self._stopping.is_set():
            raise Stopped

    def settle(self) -> None:
        """Wait until every job submitted so far is done."""
        self._jobs.join()

    def close(self) -> None:
        """End the job under way at its next checkpoint, forget the others, and wait for that."""
        self._stopping.set()
        with self._lock:
            self._jobs.put(None)
            if self._thread is not None:
                self._thread.join()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                self.checkpoint()
                job()
            except Stopped:
                pass
            except Exception:
                _log.exception("A job of the vector index failed.")
            finally:
                self._jobs.task_done()
        self._jobs.task_done()

    def _next(self) -> Job | None:
        while self._warm:
            left = self._searched + self._rest_after - time.monotonic()
            try:
                return self._jobs.get(timeout=max(0.0, left))
            except queue.Empty:
                if time.monotonic() >= self._searched + self._rest_after:
                    self._warm = False
                    self._rest()
        return self._jobs.get()
