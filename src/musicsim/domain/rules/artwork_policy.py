"""Which picture stands for a track, where it is kept, and when to look for it again."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSize, ArtworkSource
from musicsim.domain.model.side_file import SideFile
from musicsim.domain.rules.side_keys import PICTURES, ending_of, stem_of
from musicsim.domain.rules.text import fold

MOST_BYTES = 20_000_000
"""What a picture may have as it is found."""

PICTURES_PREFIX = "artwork/"
"""Where blobs of pictures lie."""

MOSAICS = "artwork/mosaics/"
"""Where pictures lie that are made of others."""

_NAMES = ("cover", "folder", "front", "album", "albumart", "albumartsmall", "artwork", "thumb")
"""What people and programs call the picture of an album, the likeliest first."""

_PART = re.compile(r"(cd|dis[ck]|dvd|vinyl|lp|side|part|vol(ume)?)[ ._-]*([0-9]{1,2}|[a-d]|i{1,3}|iv)\b.*")

_GOOD_FOR = {
    ArtworkOutcome.FOUND: timedelta(days=1),
    ArtworkOutcome.ABSENT: timedelta(hours=1),
    ArtworkOutcome.FAILED: timedelta(hours=1),
}


def picture_folders(key: str) -> list[str]:
    """Where a track's picture may lie, as prefixes of keys: its folder and, of a part such as "CD 1", the one above."""
    folder = key.rpartition("/")[0]
    above, _, name = folder.rpartition("/")
    folders = [folder, above] if _PART.fullmatch(fold(name)) else [folder]
    return [f"{each}/" if each else "" for each in folders]


def covers(files: Sequence[SideFile]) -> list[SideFile]:
    """The pictures among files of one folder that are covers by their names, the likeliest first."""
    ranked = [
        (_NAMES.index(name), PICTURES.index(ending), file.key, file)
        for file in files
        if (ending := ending_of(file.key)) in PICTURES and (name := _name_of(file.key)) in _NAMES
    ]
    return [file for *_, file in sorted(ranked, key=lambda each: each[:3])]


def is_due(artwork: Artwork, now: datetime) -> bool:
    """Whether it was so long ago that somebody looked that another look is worth it.

    Beside a file a picture may be put or replaced at any time; what is in its tags goes before that, and changes with
    the file only, whose row is void then.
    """
    if artwork.source is ArtworkSource.TAGS:
        return False
    return now - artwork.looked_at >= _GOOD_FOR[artwork.outcome]


def variant_key(picture: str, size: ArtworkSize) -> str:
    """The blob that holds a picture, named by the SHA-256 of its original, in one size."""
    return f"{PICTURES_PREFIX}{picture}/{size.value}.webp"


def variant_tag(picture: str, size: ArtworkSize) -> str:
    """The name of these very bytes."""
    return f"{picture[:32]}-{size.value}"


def _name_of(key: str) -> str:
    return fold(stem_of(key).rpartition("/")[2])
