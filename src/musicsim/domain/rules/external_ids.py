"""What ids of outside catalogues look like: nothing else is put into an address."""

from uuid import UUID


def is_mbid(text: str) -> bool:
    """Whether it is an id of MusicBrainz: a UUID with its dashes."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
