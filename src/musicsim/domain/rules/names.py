"""Names that people sign in with."""

import unicodedata

from musicsim.domain.errors import Invalid

LONGEST = 64


def name_key(name: str) -> str:
    """What names are compared by: "Zoë", "ZOË" and "zoë " are one, whichever code points their letters consist of."""
    return unicodedata.normalize("NFKC", " ".join(unicodedata.normalize("NFKC", name).casefold().split()))


def checked_name(name: str) -> str:
    """The name as it is kept, with single spaces.

    Raises:
        Invalid: it is empty, too long, or has characters that show nothing.
    """
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not 1 <= len(tidy) <= LONGEST:
        raise Invalid(f"A name has between 1 and {LONGEST} characters.", "name")
    if not all(char.isprintable() for char in tidy):
        raise Invalid("A name has visible characters only.", "name")
    return tidy
