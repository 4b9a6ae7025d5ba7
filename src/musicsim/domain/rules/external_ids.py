"""What ids of outside catalogues look like: nothing else is put into an address, or kept."""

import re
from uuid import UUID

LONGEST_NAME = 500
"""Characters of a title, or of an artist's name, that are kept; no more are worth it."""

_SPOTIFY = re.compile(r"[0-9A-Za-z]{22}")


def is_spotify_id(text: str) -> bool:
    """Whether it is an id of a track at Spotify: 22 digits of base 62."""
    return _SPOTIFY.fullmatch(text) is not None


def is_mbid(text: str) -> bool:
    """Whether it is an id of MusicBrainz: a UUID with its dashes."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
