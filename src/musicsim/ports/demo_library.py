"""Music to try musicsim with."""

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class DemoLibrary(Protocol):
    """A music library that nobody has to own: made on this machine, free to copy."""

    @abstractmethod
    async def compose(self, folder: Path, on_file: Callable[[int, int], None]) -> int:
        """Render the demo library into `folder`, which is made if need be, and return how many audio files it holds.

        `on_file(done, total)` is called on the event loop after each file, in order of `done`, which counts the files
        that were there already; it is called at least once, with `done == total`, when nothing is left to do.

        The same version of musicsim always renders the same music. Files that an earlier call completed are kept; files
        of an older demo version are replaced; files that are not the demo's stay. No file stands under its final name
        before it is complete, not even when the call is cancelled or the process dies, and when a cancelled call
        returns nothing is being written any more. `truth.json` beside the music is written last: it lists under
        "duplicates" which keys are copies of which.

        Raises:
            Invalid: the folder is not one, or cannot be written to or is full.
            Unavailable: the processes that render ended unexpectedly.
        """
        ...
