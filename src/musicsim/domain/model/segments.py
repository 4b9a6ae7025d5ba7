"""What an excerpt of a track is recognised by."""

from dataclasses import dataclass

from musicsim.domain.model.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class Segments:
    """The fingerprint of a whole track, and that of the `stretch` of it which every listening takes.

    What the vector index holds of it, a vector a segment, follows from the whole: see rules.segmenting.
    """

    whole: Fingerprint
    stretch: Fingerprint


@dataclass(frozen=True, slots=True)
class Unshown:
    """A whole fingerprint that the vector index does not show yet, and the `version` of its row."""

    whole: Fingerprint
    version: int
