"""How good the answers are, in numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What two tracks may share that makes one a right answer for the other."""

    STYLE = "style"  # the genre tag; answers by the same artist do not count at all
    ARTIST = "artist"
    ALBUM = "album"


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Leave-one-out retrieval: every track asks, every other may answer.

    `precision` maps k to the share of right ones among the k nearest, `mean_average_precision` looks at the whole
    order. `queries` tracks had at least one right answer to find.
    """

    queries: int
    precision: Mapping[int, float]
    mean_average_precision: float


@dataclass(frozen=True, slots=True)
class DuplicateReport:
    """Near-duplicates found against those known to be there, as pairs of keys."""

    expected: int
    found: int
    missed: Sequence[tuple[str, str]]
    false: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AnswerQuality:
    """Ten hits an answer, under some rules of ranking.

    The share of hits of the same `style` among those by other artists, and by the same `artist`; how many different
    `artists` an answer has; the `skewness` of how often tracks come up, and the share that never does (`orphans`).
    """

    style: float
    artist: float
    artists: float
    skewness: float
    orphans: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Retrieval by method ("musicnn-msd@1", a baseline, "random") and label, and near-duplicates.

    `duplicates` compares with the known pairs; it is None when none are known, and `groups` still counts the groups
    of two or more that the rule sees. `rules` tells what each rule of ranking does to the answers.
    """

    tracks: int
    retrieval: Mapping[str, Mapping[Label, Retrieval]]
    groups: int
    duplicates: DuplicateReport | None
    rules: Mapping[str, AnswerQuality]
