"""How lists of tracks are ordered, searched and laid out in folders."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.track import Track
from musicsim.domain.rules.cursors import Kind, Position, SortValue, decode_cursor, list_of
from musicsim.domain.rules.grouping import album_id
from musicsim.domain.rules.keys import KEYS
from musicsim.domain.rules.text import fold

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 99_999  # where a track without a number is on its disc

UNKNOWN_LAST = frozenset({TrackOrder.YEAR, TrackOrder.DURATION, TrackOrder.BPM, TrackOrder.CAMELOT})
"""Orders by what need not be known."""

KINDS: dict[TrackOrder, Kind] = dict.fromkeys(TrackOrder, str) | {
    TrackOrder.ADDED: int,
    TrackOrder.YEAR: int,
    TrackOrder.CAMELOT: int,
    TrackOrder.DURATION: float,
    TrackOrder.BPM: float,
}
"""What orders compare."""


# tracks come album by album: most names and folders were folded a moment ago
_fold = lru_cache(maxsize=4096)(fold)


def recency(moment: datetime) -> int:
    """Microseconds from `moment` back to 1970, so that the newest comes first when ascending."""
    return (_EPOCH - moment) // timedelta(microseconds=1)


def moment_of(recency: int) -> datetime:
    """The moment that has this recency."""
    return _EPOCH - timedelta(microseconds=recency)


def wheel(key: MusicalKey) -> int:
    """A key's place on Camelot's wheel: 0 is 1A, 1 is 1B, 2 is 2A … 23 is 12B."""
    return 2 * (int(key.camelot[:-1]) - 1) + (key.mode is Mode.MAJOR)


WHEEL = tuple(sorted(KEYS, key=wheel))
"""The keys by their places."""


def sort_value(track: Track, order: TrackOrder, analysis: Analysis | None = None) -> SortValue:
    """What `order` compares of a track; names are folded, so that case and accents do not scatter a list."""
    about = track.metadata
    match order:
        case TrackOrder.PATH:
            return track.key
        case TrackOrder.TITLE:
            return _fold(about.title)
        case TrackOrder.ARTIST:
            return _fold(about.artist)
        case TrackOrder.ALBUM:
            return _in_album(track)
        case TrackOrder.YEAR:
            return about.year
        case TrackOrder.DURATION:
            return about.duration
        case TrackOrder.BPM:
            return analysis.tempo.bpm if analysis and analysis.tempo else None
        case TrackOrder.CAMELOT:
            return wheel(analysis.key.key) if analysis and analysis.key else None
        case TrackOrder.ADDED:
            return recency(track.added_at)


def _in_album(track: Track) -> str:
    """Albums by name, those of one name apart; inside of one by disc and number."""
    about = track.metadata
    disc, number = about.disc_number or 0, _LAST if about.track_number is None else about.track_number
    place = f"{min(max(disc, 0), _LAST):05}\n{min(max(number, 0), _LAST):05}"
    return f"{_fold(about.album)}\n{album_id(track) or ''}\n{place}"


def album_in(sort_value: str) -> str:
    """The folded name of the album in what TrackOrder.ALBUM compares."""
    return sort_value.partition("\n")[0]


def shuffled(track_id: TrackId) -> int:
    """A track's place in an order that has nothing to do with any other: 0 … 2⁶³ - 1."""
    digest = hashlib.blake2b(track_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def list_name(query: TrackQuery) -> str:
    """The name that binds the cursors of a list of tracks to it."""
    return list_of("tracks", query)


def position(query: TrackQuery) -> Position | None:
    """Behind what the page begins; Invalid for a cursor that this list did not make."""
    if query.cursor is None:
        return None
    unknown = query.order in UNKNOWN_LAST
    return decode_cursor(query.cursor, list_name(query), KINDS[query.order], unknown=unknown)


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
