"""Which track a line of a playlist file means: by its path, then by what is said of the track.

A wrong track in a playlist is worse than a line that is reported: when in doubt, no.
"""

from collections.abc import Mapping, Sequence

from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.playlist_file import FileEntry
from musicsim.domain.model.track import Track
from musicsim.domain.rules.locations import common_tail, readings, spellings, tails
from musicsim.domain.rules.naming import metadata_from_key
from musicsim.domain.rules.text import fold

TOLERANCE = 2.0
"""Seconds by which two programs may differ over the length of one recording."""


def keys_of(entry: FileEntry) -> list[str]:
    """The keys that its path may be in this library: all of it, then without the first folders; best first."""
    paths = [tail for path in readings(entry.location) for tail in (path, *tails(path))]
    by_length = sorted(dict.fromkeys(paths), key=lambda path: -path.count("/"))
    return [spelling for path in by_length for spelling in spellings(path)]


def name_of(entry: FileEntry) -> str:
    """The name of its file, "" without one."""
    return next(iter(readings(entry.location)), "").rpartition("/")[2]


def titles_of(entry: FileEntry) -> list[str]:
    """The folded titles that it may have: the one it says, else the ones that its path tells."""
    return list(dict.fromkeys(title for said in _said(entry) if (title := fold(said.title))))


def by_key(entry: FileEntry, found: Mapping[str, Track]) -> Track | None:
    """The track whose key its path ends with, or is: the longer the key the better.

    A file's bare name is not enough when what is said of the track speaks against it.
    """
    whole = {spelling for path in readings(entry.location) for spelling in spellings(path)}
    for key in keys_of(entry):
        track = found.get(key)
        if track is not None and (key in whole or "/" in key or _may_be(entry, track)):
            return track
    return None


def by_tail(entry: FileEntry, alike: Sequence[Track]) -> list[Track]:
    """The tracks whose keys share most of their end with its path, the file's name at least.

    With no more than the name in common, and a path that says more, nothing may speak against it.
    """
    paths = readings(entry.location)
    shared = {track.id: max((common_tail(path, track.key) for path in paths), default=0) for track in alike}
    most = max(shared.values(), default=0)
    if not most:
        return []
    best = [track for track in alike if shared[track.id] == most]
    weak = most == 1 and any("/" in path for path in paths)
    return _narrowed(entry, [track for track in best if _may_be(entry, track)] if weak else best)


def by_tags(entry: FileEntry, titled: Mapping[str, Sequence[Track]]) -> list[Track]:
    """The tracks with its title and artist and, where both are known, its length.

    Without an artist the length has to be known and to agree. Of copies of one file the first stands for all.
    """
    for said in _said(entry):
        alike = [track for track in titled.get(fold(said.title), ()) if _fits(entry, said, track)]
        if alike:
            return _narrowed(entry, alike)
    return []


def _said(entry: FileEntry) -> list[Metadata]:
    """What it says of its track: in its own words or, without any, by its path."""
    if entry.title:
        return [Metadata(title=entry.title, artist=entry.artist, album=entry.album)]
    return [metadata_from_key(path) for path in readings(entry.location)]


def _fits(entry: FileEntry, said: Metadata, track: Track) -> bool:
    length = _length_agrees(entry, track)
    if not said.artist:
        return length is True
    artists = {fold(track.metadata.artist), fold(track.metadata.album_artist)} - {""}
    return fold(said.artist) in artists and length is not False


def _may_be(entry: FileEntry, track: Track) -> bool:
    """Whether nothing that it says speaks against the track."""
    about = track.metadata
    titles = not entry.title or fold(entry.title) == fold(about.title)
    artists = (
        not entry.artist or not about.artist or fold(entry.artist) in {fold(about.artist), fold(about.album_artist)}
    )
    return titles and artists and _length_agrees(entry, track) is not False


def _length_agrees(entry: FileEntry, track: Track) -> bool | None:
    """None when one of the two is unknown."""
    if entry.duration is None or track.metadata.duration is None:
        return None
    return abs(entry.duration - track.metadata.duration) <= TOLERANCE


def _narrowed(entry: FileEntry, alike: Sequence[Track]) -> list[Track]:
    """Fewer of several: those that all it says fits, those of its album; of copies of one file the first."""
    album = fold(entry.album)
    left = _preferring([_may_be(entry, track) for track in alike], alike)
    left = _preferring([bool(album) and fold(track.metadata.album) == album for track in left], left)
    contents = {track.content_hash for track in left}
    return left[:1] if len(contents) == 1 and contents != {""} else left


def _preferring(fits: Sequence[bool], tracks: Sequence[Track]) -> list[Track]:
    """Those that fit, all where none does."""
    return [track for track, does in zip(tracks, fits, strict=True) if does] or list(tracks)
