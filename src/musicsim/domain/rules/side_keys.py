"""Which files beside the audio are looked at: words and covers."""

from musicsim.domain.rules.audio_keys import lies_inside

WORDS = ("lrc", "txt")
"""Endings of lyrics, those with times first."""

PICTURES = ("jpg", "jpeg", "png", "webp", "gif", "bmp")
"""Endings of pictures."""

_ENDINGS = frozenset(WORDS + PICTURES)


def is_side_key(key: str) -> bool:
    """Whether a key names words or a picture inside a library; the same parts of names are passed over as of audio."""
    return ending_of(key) in _ENDINGS and lies_inside(key)


def ending_of(key: str) -> str:
    """What is behind the last dot of the name, in lower case; "" for a name without one, or with nothing before it."""
    stem, dot, ending = key.rpartition("/")[2].rpartition(".")
    return ending.lower() if stem and dot else ""


def stem_of(key: str) -> str:
    """The key without its ending."""
    return key.rpartition(".")[0]
