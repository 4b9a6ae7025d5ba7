"""What kind of file audio comes in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """A format by the endings, in lower case, that names of such files have; the usual one first."""

    endings: tuple[str, ...]
