"""XSPF: playlists in XML."""

import itertools
from collections.abc import Iterator
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from musicsim.adapters.playlist_files.texts import one_line, seconds, whole
from musicsim.domain.errors import Invalid
from musicsim.domain.model.playlist import MOST_ITEMS
from musicsim.domain.model.playlist_file import FileEntry, PlaylistFile

_SPACE = "http://xspf.org/ns/0/"
_MOST_ELEMENTS = 15 * MOST_ITEMS  # each takes many times the memory of its text


def read(data: bytes) -> PlaylistFile:
    """Invalid for what is not XML, declares entities of its own, or is no playlist."""
    root, lines = _parsed(data)
    if _name(root) != "playlist":
        raise Invalid("This XML is no XSPF playlist.", "file")
    tracks = (track for group in root if _name(group) == "trackList" for track in group if _name(track) == "track")
    entries = [_entry(track, lines.get(id(track), 0)) for track in tracks]
    return PlaylistFile(entries, _said(root, "title"), _told(root, "annotation").strip())


def _parsed(data: bytes) -> tuple[Element, dict[int, int]]:
    """The document's root, and the line on which each track begins."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    lines: dict[int, int] = {}
    left = itertools.count(_MOST_ELEMENTS, -1)
    parser = DefusedXMLParser(forbid_dtd=True)
    expat = parser.parser
    start = expat.StartElementHandler

    def started(tag: str, attributes: list[str]) -> object:
        if not next(left):
            raise Invalid("This XML has more elements than any playlist.", "file")
        element = start(tag, attributes)
        if element is not None and _name(element) == "track":
            lines[id(element)] = expat.CurrentLineNumber
        return element

    expat.StartElementHandler = started
    try:
        parser.feed(data)
        return parser.close(), lines
    except (DefusedXmlException, SyntaxError, ValueError, LookupError) as fault:
        raise Invalid(f"This is not the XML that a playlist is written in: {fault}.", "file") from fault


def _entry(track: Element, line: int) -> FileEntry:
    return FileEntry(
        line=line,
        location=_told(track, "location").strip(),
        title=_said(track, "title"),
        artist=_said(track, "creator"),
        album=_said(track, "album"),
        track_number=whole(_told(track, "trackNum")),
        duration=seconds(_told(track, "duration"), 1000),
    )


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: Element, name: str) -> Iterator[str]:
    return (child.text or "" for child in element if _name(child) == name)


def _told(element: Element, name: str) -> str:
    return next(_children(element, name), "")


def _said(element: Element, name: str) -> str:
    return one_line(_told(element, name))


def write(file: PlaylistFile) -> bytes:
    """Version 1; durations in milliseconds, locations as URIs."""
    root = Element("playlist", version="1", xmlns=_SPACE)
    _tell(root, "title", one_line(file.name))
    _tell(root, "annotation", multi_line(file.description))
    tracks = SubElement(root, "trackList")
    for entry in file.entries:
        track = SubElement(tracks, "track")
        for name, text in fields_of(entry):
            _tell(track, name, str(text))
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"


def fields_of(entry: FileEntry) -> Iterator[tuple[str, str | int]]:
    """What XSPF says of a track, and JSPF too, by its names."""
    yield "location", uri_of(entry.location)
    yield "title", one_line(entry.title)
    yield "creator", one_line(entry.artist)
    yield "album", one_line(entry.album)
    if entry.track_number:
        yield "trackNum", entry.track_number
    if entry.duration:
        yield "duration", round(entry.duration * 1000)


def uri_of(path: str) -> str:
    """The path as a URI, a relative one as a relative reference; an address keeps its scheme and port."""
    if "://" in path:
        return quote(path, safe="/:")
    quoted = quote(path, safe="/")
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def multi_line(text: str) -> str:
    """Text without the control characters that XML does not know."""
    return "\n".join(map(one_line, text.splitlines())).strip()


def _tell(parent: Element, name: str, text: str) -> None:
    if text:
        SubElement(parent, name).text = text
