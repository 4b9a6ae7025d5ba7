"""Which track a person means: by id, by path, or by words."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.browse import MOST_TEXT, TrackQuery
from musicsim.domain.model.identity import TrackId
from musicsim.entrypoints.cli.exits import Ambiguous

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.track import Track

_LISTED = 20
"""Matches that are shown when there are several."""


async def find_track(application: "Application", query: str, *, first: bool) -> "Track":
    """The one track that `query` means, or with `first` the first of several.

    NotFound when nothing fits, Ambiguous when several do.
    """
    if not query.strip():
        raise Invalid("Name a track: its id, its path, or words of its title, artist or album.", "query")
    found = await _by_id(application, query) or await _by_path(application, query)
    return found or await _by_words(application, query, first=first)


async def _by_id(application: "Application", query: str) -> "Track | None":
    try:
        return (await application.show_track(TrackId(query))).track
    except NotFound:
        return None


async def _by_path(application: "Application", query: str) -> "Track | None":
    if "\0" in query:  # no path holds one
        return None
    library = await application.operating.library_folder()
    keys = list(dict.fromkeys(keys_of(query, library)))
    for key in keys:
        if (found := await _at_key(application, key)) is not None:
            return found
    if library is None or not _is_file(query, library):
        return None
    if not keys:
        raise NotFound(f"{query!r} lies outside the library {str(library)!r}. Name it with --library.")
    raise NotFound(f"{query!r} is not known yet. Run 'musicsim scan', or 'musicsim show' to see what the last one did.")


def _is_file(query: str, library: Path) -> bool:
    return Path(query).is_file() or (library / query).is_file()


async def _at_key(application: "Application", key: str) -> "Track | None":
    wanted = unicodedata.normalize("NFC", key)
    cursor = None
    while True:
        folder = key.rpartition("/")[0]
        page = await application.search_tracks(
            TrackQuery(text=key[:MOST_TEXT], folder=folder, limit=500, cursor=cursor)
        )
        for track in page.items:
            if unicodedata.normalize("NFC", track.key) == wanted:
                return track
        if (cursor := page.next) is None:
            return None


def keys_of(query: str, library: Path | None) -> Iterator[str]:
    """The keys that a path may mean: below the library, or seen from the working folder, links followed or not."""
    if not Path(query).is_absolute():
        inside = os.path.normpath(query)
        if not inside.startswith(".."):
            yield inside
    if library is None:
        return
    for resolve in (os.path.abspath, os.path.realpath):
        path, root = Path(resolve(query)), Path(resolve(library))
        if path.is_relative_to(root) and path != root:
            yield path.relative_to(root).as_posix()


async def _by_words(application: "Application", query: str, *, first: bool) -> "Track":
    from musicsim.entrypoints.schemas.track import Track as Schema

    page = await application.search_tracks(TrackQuery(text=query, limit=_LISTED))
    if not page.items:
        raise NotFound(f"No track is called {query!r}: it is no id, no path in the library, and no words fit it.")
    if len(page.items) == 1 or first:
        return page.items[0]
    beside = await application.show_beside(page.items, None)
    lines = [f"  {track.id}  {describe(track)}  ({track.key})" for track in page.items]
    more = [f"  … and more than these {_LISTED}."] if page.next else []
    asked = f"Several tracks fit {query!r}. Name one by its id or path, use more words, or take the first with --first:"
    raise Ambiguous(asked, [*lines, *more], [Schema.of(track, beside) for track in page.items])


def describe(track: "Track") -> str:
    """One line for people: artist and title."""
    about = track.metadata
    return f"{about.artist} – {about.title}" if about.artist else about.title
