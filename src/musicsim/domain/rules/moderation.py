"""Telling a painter that does not want to from one that cannot."""

import re

_WORDS = re.compile(
    r"moderat|content.?policy|content.?filter|safety|nsfw|prohibited|inappropriate|disallowed|sensitive|violat",
    re.IGNORECASE,
)


def is_moderation(words: str) -> bool:
    """Whether an error's code or text is about what was to be painted. Services agree on no code for it."""
    return _WORDS.search(words) is not None
