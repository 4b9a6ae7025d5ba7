"""What of many analyses facets, words and paths compare, in columns, so that a thousand take a millisecond."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.arrays import Reals


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Traits:
    """A row a track; shape (tracks,) unless said otherwise.

    `bpm` and `lufs` are NaN where unknown; `keys` number the keys (0 … 11 C major … B major, 12 … 23 C minor …
    B minor, -1 unknown); confidences are 0 … 1, and 0 where unknown. `tags`, shape (tracks, names), are standard
    scores: 0 is as usual, 1 one deviation more than usual, within -4 … 4, and 0 where unknown.
    """

    bpm: Reals
    tempo_confidence: Reals
    keys: npt.NDArray[np.int64]
    key_confidence: Reals
    lufs: Reals
    tags: Reals
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.bpm)

    def __getitem__(self, rows: slice) -> "Traits":
        return Traits(
            bpm=self.bpm[rows],
            tempo_confidence=self.tempo_confidence[rows],
            keys=self.keys[rows],
            key_confidence=self.key_confidence[rows],
            lufs=self.lufs[rows],
            tags=self.tags[rows],
            names=self.names,
        )
