"""When two tracks are the same recording: re-encoded, at another level, or cut short."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.arrays import Reals
from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.same_recording import SAME_LENGTH, are_recoded, same_recording
from musicsim.domain.rules.unit_vectors import stacked

CERTAIN = 0.995
"""Cosine above which nothing but the same recording was ever seen."""

STRONG = 0.985
"""Cosine above which tempo or key have to agree too: finders err on one of them now and then, hardly on both."""

LIKELY = 0.97
"""Cosine above which both have to agree; below it only fingerprints tell."""

FAINT = 0.75
"""Cosine above which fingerprints are compared of what lasts equally long: low bit rates take the treble away, and with
it much of what a network hears. Below it nothing is grouped.
"""

_ROUNDING = 1e-5  # by how much a cosine may differ from one time to another
_TEMPO_TOLERANCE = 0.02
_SHORTEST_CUT = 0.5


def is_near_duplicate(one: Sound, other: Sound, cosine: float) -> bool:
    """Whether both are one recording, given the cosine of their vectors. Symmetric.

    Fingerprints tell where they can. Where they cannot, tempo and key have to agree the more, the farther the vectors
    are apart. A false merge hides music, a missed one only repeats it: when in doubt, no.
    """
    if cosine < LIKELY:
        return cosine >= FAINT and are_recoded(one, other)
    if not _lengths_fit(one.duration, other.duration):
        return False
    if (told := same_recording(one, other)) is not None:
        return told
    agreeing = _same_tempo(one.bpm, other.bpm) + (bool(one.key) and one.key == other.key)
    needed = 0 if cosine >= CERTAIN else 1 if cosine >= STRONG else 2
    return agreeing >= needed


def may_be_copies(vectors: Sequence[Vector], lengths: Sequence[float | None] = ()) -> list[bool]:
    """For each of these unit vectors, whether another is so near that more has to tell; `lengths` are in seconds."""
    if not vectors:
        return []
    rows, known = stacked(vectors), lengths or [None] * len(vectors)
    likely = likely_pairs(rows @ rows.T, known, known, _ROUNDING)
    np.fill_diagonal(likely, val=False)
    found: list[bool] = np.asarray(likely.any(axis=1)).tolist()
    return found


def copies_of(recordings: Sequence[Sound], sounds: Sequence[Sound]) -> list[int]:
    """The places of those sounds that are copies of any of the recordings."""
    if not recordings or not sounds:
        return []
    of, among = (stacked([one.vector for one in some]) for some in (recordings, sounds))
    ours, theirs = ([one.duration for one in some] for some in (recordings, sounds))
    likely = likely_pairs(of @ among.T, ours, theirs, _ROUNDING)
    found = {place for one, place in np.argwhere(likely).tolist() if _is_copy(recordings[one], sounds[place])}
    return sorted(found)


def _is_copy(one: Sound, other: Sound) -> bool:
    return is_near_duplicate(one, other, float(one.vector @ other.vector))


def group_near_duplicates(sounds: Sequence[Sound]) -> list[list[int]]:
    """Groups of indices, each headed by its first; every index is in exactly one, heads ascend.

    Each sound is compared with heads only, so that likeness does not creep along a chain.
    """
    if not sounds:
        return []
    vectors = stacked([sound.vector for sound in sounds])
    cosines = vectors @ vectors.T
    # few pairs are likely: looking at each one by one takes long among hundreds of sounds
    lengths = [sound.duration if sound.fingerprint else None for sound in sounds]
    pairs = np.argwhere(np.tril(likely_pairs(cosines, lengths, lengths), -1)).tolist()
    if not pairs:
        return [[index] for index in range(len(sounds))]
    before: list[list[int]] = [[] for _ in sounds]
    for index, head in pairs:
        before[index].append(head)
    groups: dict[int, list[int]] = {}
    for index, sound in enumerate(sounds):
        heads = (head for head in before[index] if head in groups)
        copied = (head for head in heads if is_near_duplicate(sounds[head], sound, float(cosines[head, index])))
        groups.setdefault(next(copied, index), []).append(index)
    return list(groups.values())


def likely_pairs(
    cosines: Vector, ones: Sequence[float | None], others: Sequence[float | None], rounding: float = 0.0
) -> npt.NDArray[np.bool_]:
    """Which pairs may be copies, by their cosines, shape (ones, others), and their lengths in seconds."""
    equal = np.abs(_seconds(ones)[:, None] - _seconds(others)) <= SAME_LENGTH
    return np.asarray((cosines >= LIKELY - rounding) | (equal & (cosines >= FAINT - rounding)))


def _seconds(lengths: Sequence[float | None]) -> Reals:
    """NaN where unknown."""
    found = np.array(lengths, np.float64)
    return np.where(found > 0, found, np.nan)


def _lengths_fit(one: float | None, other: float | None) -> bool:
    """Whether one could be the other cut short. Unknown lengths speak neither for nor against."""
    if not one or not other:
        return True
    return min(one, other) / max(one, other) >= _SHORTEST_CUT


def _same_tempo(one: float | None, other: float | None) -> bool:
    """Whether the tempi agree, or one is the octave of the other: finders confuse these on the same beat."""
    if not one or not other:
        return False
    ratio = max(one, other) / min(one, other)
    return any(abs(ratio / octave - 1) <= _TEMPO_TOLERANCE for octave in (1.0, 2.0))
