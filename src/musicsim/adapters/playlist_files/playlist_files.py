"""All formats behind the port."""

from musicsim.adapters.playlist_files import jspf, m3u, xspf
from musicsim.domain.errors import Invalid
from musicsim.domain.model.playlist import MOST_ITEMS
from musicsim.domain.model.playlist_file import PlaylistFile, PlaylistFormat
from musicsim.domain.rules.encodings import decoded
from musicsim.ports.playlist_files import PlaylistFiles

_TYPES = {
    PlaylistFormat.M3U8: "application/vnd.apple.mpegurl",
    PlaylistFormat.XSPF: "application/xspf+xml",
    PlaylistFormat.JSPF: "application/jspf+json",
}


class TextPlaylistFiles(PlaylistFiles):
    """Tells formats by their first character: "<" is XML, "{" is JSON, all else a list of paths."""

    def read(self, data: bytes) -> PlaylistFile:
        if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Invalid("This is no text, so no playlist.", "file")
        begins = decoded(data[:1000]).lstrip()[:1]
        file = {"<": xspf.read, "{": jspf.read}.get(begins, m3u.read)(data)
        if len(file.entries) > MOST_ITEMS:
            raise Invalid(f"A playlist has at most {MOST_ITEMS:,} items; this file has more.", "file")
        return file

    def write(self, file: PlaylistFile, form: PlaylistFormat) -> bytes:
        return {PlaylistFormat.M3U8: m3u.write, PlaylistFormat.XSPF: xspf.write, PlaylistFormat.JSPF: jspf.write}[form](
            file
        )

    def media_type(self, form: PlaylistFormat) -> str:
        return _TYPES[form]
