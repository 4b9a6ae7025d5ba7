"""What of an analysis is compared among hundreds of tracks, in a few bytes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.identity import TrackId

TAGS = (
    "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s", "alternative rock", "jazz",
    "beautiful", "metal", "chillout", "male vocalists", "classic rock", "soul", "indie rock", "mellow", "electronica",
    "80s", "folk", "90s", "chill", "instrumental", "punk", "oldies", "blues", "hard rock", "ambient", "acoustic",
    "experimental", "female vocalist", "guitar", "hip-hop", "70s", "party", "country", "easy listening", "sexy",
    "catchy", "funk", "electro", "heavy metal", "progressive rock", "60s", "rnb", "indie pop", "sad", "house", "happy",
)  # fmt: skip
"""The fifty most frequent descriptive tags of the Million Song Dataset's Last.fm part, the most frequent first."""

OUTLINE = np.dtype(
    [
        ("bpm", "<f4"),
        ("tempo_confidence", "<f4"),
        ("key_confidence", "<f4"),
        ("lufs", "<f4"),
        ("key", "i1"),
        ("odds", "<f2", (len(TAGS),)),
    ]
)
"""As in Traits, but the tags: their log-odds in the order of TAGS, NaN where unknown. 117 bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """Outlines of tracks, in the same order: `rows` has the dtype OUTLINE and shape (tracks,)."""

    ids: Sequence[TrackId]
    rows: npt.NDArray[np.void]

    def __len__(self) -> int:
        return len(self.ids)
