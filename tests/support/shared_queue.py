"""A queue in memory as if other processes saw it, too."""

from musicsim.adapters.memory.job_queue import MemoryJobQueue


class SharedQueue(MemoryJobQueue):
    """Workers on one of these stand for processes on several hosts."""

    @property
    def shared(self) -> bool:
        return True
