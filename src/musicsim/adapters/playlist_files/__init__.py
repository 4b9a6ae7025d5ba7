"""Playlist files: M3U and M3U8, XSPF (https://xspf.org/spec), JSPF (https://xspf.org/jspf)."""
