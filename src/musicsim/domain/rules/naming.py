"""What a track's key tells of it: "Artist/Album (2003)/Disc 2/03 - Song.mp3"."""

import re
from dataclasses import dataclass, replace

from musicsim.domain.model.metadata import Metadata
from musicsim.domain.rules.audio_keys import has_audio_ending
from musicsim.domain.rules.tag_text import clean, number_in, year_in
from musicsim.domain.rules.text import fold

UNTITLED = "Untitled"
VARIOUS = "Various Artists"

_DISC = re.compile(r"(?:cd|disc|disk)[ ._-]*0*(\d{1,2})\b.*", re.IGNORECASE)
_DISC_AND_TRACK = re.compile(r"[(\[]?(\d)[-.](\d{2})(?!\d)[)\]]?[ .-]*(?=\S)")
_TRACK = re.compile(
    r"(?:(\d{1,2}|0\d{2})(?:\s+[-–—]\s*|[.)](?!\d)\s*|-\s*)|(0\d{1,2})\s+|[(\[](\d{1,3})[)\]]\s*)(?=\S)"
)
_ONLY_NUMBER = re.compile(r"\d{1,3}\Z")
_DASH = re.compile(r"\s+[-–—]\s+")
_YEAR_BEFORE = re.compile(r"[(\[]?(1\d{3}|20\d{2})[)\]]?(?:\s*[-–—]\s*|\s*(?<=[)\]])\s*)(?=\S)")
_YEAR_BEHIND = re.compile(r"(?<=\S)\s*[(\[](1\d{3}|20\d{2})[)\]]\Z")
_NOBODY = frozenset(
    {"audio", "downloads", "incoming", "library", "misc", "mp3", "music", "musik", "musique", "new", "ost", "singles"}
    | {"soundtracks", "tracks", "unknown album", "unknown artist", "unsorted"}
)
_EVERYBODY = frozenset({"compilation", "compilations", "va", "various", "various artists"})
_UPLOADS = "uploads"


def metadata_from_key(key: str) -> Metadata:
    """Title (never empty), and as far as folders and name show them artist, album, year, track and disc number.

    Two folders are artist and album; a single one is the album of numbered tracks, else the artist. A file's name
    may say the artist itself: "Artist - Song", in a folder of various artists or where no folder tells one.
    """
    *folders, name = key.split("/")
    shelf = _shelf(folders)
    said = _said(_without_ending(name))
    if not shelf.artist and not said.numbered and len(said.parts) == 1 and shelf.alone:
        shelf = _Shelf(artist=_name(shelf.album), disc=shelf.disc)
    artist, album, title = _told(said.parts, shelf)
    return Metadata(
        title=clean(title) or clean(name) or UNTITLED,
        artist=clean(artist),
        album=clean(album),
        album_artist=VARIOUS if shelf.various else "",
        year=shelf.year,
        track_number=said.track,
        disc_number=said.disc or shelf.disc,
    )


def is_disc_folder(name: str) -> bool:
    """Whether a folder holds one disc of an album that the folder above it is: "CD 1", "Disc 2 - Live"."""
    return _DISC.fullmatch(_spaced(name)) is not None


def is_heap(name: str) -> bool:
    """Whether a folder's name says that what lies in it need not belong together: "Downloads", "Music"; so "" does."""
    return not name or fold(name) in _NOBODY | _EVERYBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """What the folders tell; `alone` is an album folder without one above."""

    artist: str = ""
    album: str = ""
    year: int | None = None
    disc: int | None = None
    various: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What the file's name tells: its parts between dashes, without numbers."""

    parts: tuple[str, ...]
    track: int | None = None
    disc: int | None = None

    @property
    def numbered(self) -> bool:
        return self.track is not None


def _shelf(folders: list[str]) -> _Shelf:
    names = [name for name in map(_spaced, folders[2:] if folders[:1] == [_UPLOADS] else folders) if name]
    disc = _DISC.fullmatch(names[-1]) if names else None
    if disc:
        names.pop()
    *_, above, album = "", "", *names
    album, year = _dated(album)
    artist = _name(above)
    parts = _DASH.split(album)
    if len(parts) > 1 and (not artist or fold(parts[0]) == fold(artist)):
        artist, (album, late) = parts[0], _dated(" - ".join(parts[1:]))
        year = year or late
    return _Shelf(
        artist=artist,
        album=_name(album),
        year=year,
        disc=number_in(disc[1]) if disc else None,
        various=fold(above or album) in _EVERYBODY,
        alone=bool(album) and not above,
    )


def _dated(album: str) -> tuple[str, int | None]:
    for pattern in (_YEAR_BEFORE, _YEAR_BEHIND):
        if found := pattern.search(album) if pattern is _YEAR_BEHIND else pattern.match(album):
            return album[: found.start()] + album[found.end() :], year_in(found[1])
    return album, None


def _name(folder: str) -> str:
    """The folder's name, or "" when it names no artist or album but a heap."""
    return "" if fold(folder) in _NOBODY | _EVERYBODY else folder


def _said(stem: str) -> _Said:
    if found := _DISC_AND_TRACK.match(stem):
        said = _Said(parts=(stem[found.end() :],), disc=number_in(found[1]), track=number_in(found[2]))
    elif found := _TRACK.match(stem):
        said = _Said(parts=(stem[found.end() :],), track=number_in(found[1] or found[2] or found[3]))
    else:
        said = _Said(parts=(stem,))
    return _number_between(replace(said, parts=tuple(part for part in _DASH.split(said.parts[0]) if part)))


def _number_between(said: _Said) -> _Said:
    """Take the number out of "Artist - Album - 03 - Song"."""
    for place, part in enumerate(said.parts[1:-1], start=1):
        if not said.numbered and _ONLY_NUMBER.match(part):
            before, behind = said.parts[:place], said.parts[place + 1 :]
            return replace(said, parts=(*before, " - ".join(behind)), track=number_in(part))
    return said


def _told(parts: tuple[str, ...], shelf: _Shelf) -> tuple[str, str, str]:
    """Artist, album and title."""
    if shelf.artist and len(parts) > 1:
        parts = _beyond(parts, shelf)
        return shelf.artist, shelf.album, " - ".join(parts)
    match parts:
        case (artist, title):
            return artist, shelf.album, title
        case (artist, album, *rest) if rest:
            return artist, shelf.album or album, " - ".join(rest if not shelf.album else _unless(album, rest, shelf))
        case _:
            return shelf.artist, shelf.album, " - ".join(parts)


def _beyond(parts: tuple[str, ...], shelf: _Shelf) -> tuple[str, ...]:
    """The parts without a repetition of artist and album at their beginning; at least the last stays."""
    for known in (shelf.artist, shelf.album):
        if len(parts) > 1 and fold(parts[0]) == fold(known):
            parts = parts[1:]
    return parts


def _unless(album: str, rest: list[str], shelf: _Shelf) -> list[str]:
    return rest if fold(album) == fold(shelf.album) else [album, *rest]


def _without_ending(name: str) -> str:
    return _spaced(name.rpartition(".")[0] if has_audio_ending(name) else name)


def _spaced(name: str) -> str:
    return clean(name.replace("_", " "))
