"""Which keys go together, after Mark Davis' Camelot wheel (harmonic mixing)."""

from musicsim.domain.model.musical_key import MusicalKey


def compatible_keys(code: str) -> frozenset[str]:
    """The Camelot codes of the key itself, its neighbours round the wheel (a fifth up and down) and its relative.

    Compatibility is mutual. ValueError for what is not a Camelot code.
    """
    camelot = MusicalKey.from_camelot(code).camelot
    hour, letter = int(camelot[:-1]), camelot[-1]
    relative = "A" if letter == "B" else "B"
    return frozenset({camelot, f"{hour % 12 + 1}{letter}", f"{(hour - 2) % 12 + 1}{letter}", f"{hour}{relative}"})
