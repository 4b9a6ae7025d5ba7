"""How lists of tracks are ordered, searched and laid out in folders."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from musicsim.domain.model.browse import TrackOrder
from musicsim.domain.model.track import Track
from musicsim.domain.rules.text import fold

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

SortValue = str | int
"""What an order compares: text by code point, or for ADDED the `recency`; always ascending, ties by the track's id."""


# tracks come album by album: most names and folders were folded a moment ago
_fold = lru_cache(maxsize=4096)(fold)


def recency(moment: datetime) -> int:
    """Microseconds from `moment` back to 1970, so that the newest comes first when ascending."""
    return (_EPOCH - moment) // timedelta(microseconds=1)


def sort_value(track: Track, order: TrackOrder) -> SortValue:
    """What `order` compares of a track; names are folded, so that case and accents do not scatter a list."""
    if order is TrackOrder.KEY:
        return track.key
    if order is TrackOrder.TITLE:
        return _fold(track.metadata.title)
    if order is TrackOrder.ARTIST:
        return _fold(track.metadata.artist)
    return recency(track.added_at)


def search_text(track: Track) -> str:
    """All that a search looks at, folded, a line each: no word of a search can span two lines."""
    about = track.metadata
    path = "/".join(map(_fold, track.key.split("/")))
    return "\n".join((_fold(about.title), _fold(about.artist), _fold(about.album), path))


def words(text: str) -> list[str]:
    """The folded words of a search, each once; each has to occur in `search_text`."""
    return list(dict.fromkeys(fold(text).split()))


def folders_above(key: str) -> Iterator[str]:
    """The folders that a key lies in, innermost first, without the root."""
    folder = key.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
