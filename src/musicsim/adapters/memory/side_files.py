"""Files beside the audio, in memory."""

from collections.abc import Sequence

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.side_file import SideFile
from musicsim.domain.rules.side_keys import is_side_key
from musicsim.ports.side_files import SideFiles


class MemorySideFiles(SideFiles):
    """Knobs: `files` by key, also some that are none of its business; `closed` keys are listed and cannot be read;
    `reachable = False` makes every method raise Unavailable. `listed` counts listings.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.closed: set[str] = set()
        self.reachable = True
        self.listed = 0

    async def starting_with(self, prefix: str) -> Sequence[SideFile]:
        self._check()
        self.listed += 1
        found = sorted(key for key in self.files if key.startswith(prefix) and is_side_key(key))
        return [SideFile(key, len(self.files[key])) for key in found if "/" not in key[len(prefix) :]]

    async def read(self, key: str, most: int) -> bytes | None:
        self._check()
        data = self.files.get(key) if is_side_key(key) and key not in self.closed else None
        return data if data is not None and len(data) <= most else None

    def _check(self) -> None:
        if not self.reachable:
            raise Unavailable("library", "The library in memory was made unreachable.")
