"""JSPF: XSPF's fields in JSON."""

import json
from collections.abc import Mapping
from itertools import islice
from typing import Any

from musicsim.adapters.playlist_files.texts import one_line, seconds, whole
from musicsim.adapters.playlist_files.xspf import fields_of, multi_line
from musicsim.domain.errors import Invalid
from musicsim.domain.model.playlist import MOST_ITEMS
from musicsim.domain.model.playlist_file import FileEntry, PlaylistFile
from musicsim.domain.rules.encodings import decoded


def read(data: bytes) -> PlaylistFile:
    """Invalid for what is no JSON, or no playlist."""
    try:
        document = json.loads(decoded(data))
    except (ValueError, RecursionError) as fault:
        raise Invalid(f"This is not the JSON that a playlist is written in: {fault}.", "file") from fault
    playlist = document.get("playlist") if isinstance(document, dict) else None
    if not isinstance(playlist, dict):
        raise Invalid("This JSON is no JSPF playlist.", "file")
    tracks = playlist.get("track")
    numbered = enumerate(tracks if isinstance(tracks, list) else [], 1)
    entries = (_entry(track, number) for number, track in numbered if isinstance(track, dict))
    few = list(islice(entries, MOST_ITEMS + 1))  # more than anybody takes
    return PlaylistFile(few, one_line(_text(playlist, "title")), multi_line(_text(playlist, "annotation")))


def _entry(track: Mapping[str, Any], number: int) -> FileEntry:
    return FileEntry(
        line=number,
        location=_text(track, "location").strip(),
        title=one_line(_text(track, "title")),
        artist=one_line(_text(track, "creator")),
        album=one_line(_text(track, "album")),
        track_number=whole(track.get("trackNum")),
        duration=seconds(track.get("duration"), 1000),
    )


def _text(of: Mapping[str, Any], name: str) -> str:
    """A text, or the first of several: there may be more than one location."""
    value = of.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return first.encode(errors="replace").decode() if isinstance(first, str) else ""  # JSON may have half characters


def write(file: PlaylistFile) -> bytes:
    """Durations in milliseconds, locations as URIs, of which there is a list."""
    tracks = []
    for entry in file.entries:
        said = {name: value for name, value in fields_of(entry) if value}
        tracks.append(said | ({"location": [said["location"]]} if "location" in said else {}))
    told = {"title": one_line(file.name), "annotation": multi_line(file.description)}
    document = {"playlist": {name: text for name, text in told.items() if text} | {"track": tracks}}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
