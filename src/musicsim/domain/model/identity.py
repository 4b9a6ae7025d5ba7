"""Opaque identities; nothing may be read from their text."""

from typing import NewType

TrackId = NewType("TrackId", str)
ScanId = NewType("ScanId", str)
UserId = NewType("UserId", str)
