"""Whether an excerpt is of a recording, and where in it."""

from collections.abc import Sequence

from musicsim.domain.model.clip import Match
from musicsim.domain.model.fingerprint import FRAMES_A_SECOND, Alignment, Fingerprint
from musicsim.domain.rules.fingerprints import best_shift, spectra, surprise

BELIEVED = 6.9
"""Standard deviations that an agreement must be off chance: a billion places of strangers hardly come that far."""

_CLOSEST = 0.36
"""The share of bits that may differ at most, however much is compared."""

_LEAST = 25  # words in common: two seconds


def recognised(prints: Sequence[Fingerprint], whole: Fingerprint) -> Match | None:
    """Where an excerpt lies in a whole, by its prints (see Excerpt); None when it is of another recording."""
    best, phase = min(_placed(prints, whole), key=lambda one: one[0].error, default=(None, 0))
    if best is None or best.error > _CLOSEST or surprise(best) < BELIEVED:
        return None
    position = (best.lag - phase / len(prints)) / FRAMES_A_SECOND
    return Match(max(0.0, position), best.error, min(1.0, surprise(best) / (2 * BELIEVED)))


def _placed(prints: Sequence[Fingerprint], whole: Fingerprint) -> list[tuple[Alignment, int]]:
    """How each of the prints lies on the whole best, with its number."""
    words = whole.words
    comparable = {phase: each.words for phase, each in enumerate(prints) if each.model == whole.model}
    longest = max(map(len, comparable.values()), default=0)
    if min(len(words), longest) < _LEAST:
        return []
    size = 1 << (len(words) + longest - 1).bit_length()
    there = spectra(words, size)
    found = (
        (best_shift(there, spectra(each, size), size, len(words), _LEAST), phase) for phase, each in comparable.items()
    )
    return [(alignment, phase) for alignment, phase in found if alignment is not None]
