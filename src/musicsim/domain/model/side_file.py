"""Files that lie beside the library's audio."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SideFile:
    """A picture or text; `key` as audio objects have theirs, `size` in bytes."""

    key: str
    size: int
