"""The map as bytes: what programs download, and what is kept.

    bytes 0 … 7     "musicmap"
    bytes 8 … 11    the length of the header, unsigned, little-endian
    the header      JSON (UTF-8), spaces behind it up to a multiple of four bytes from the beginning
    the columns     one behind the other, numbers little-endian

The header's `columns` say for each column its `name`, `type` ("uint8", "uint16" or "text"), and its `offset` and
`length` in bytes, counted from the end of the header. The column `ids` is text (UTF-8), ids separated by line feeds.
All columns have a row a track, in the same order. Compressed by gzip as a whole: one map is always the same bytes.
"""

import gzip
import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import numpy as np

from musicsim.domain.model.clusters import ClusterId, ClusterName
from musicsim.domain.model.layout import Faithfulness
from musicsim.domain.model.library_map import FORMAT, LibraryMap, MapCluster, MapColumns, Region

MAGIC = b"musicmap"

SHORTS = ("x", "y", "cluster", "year")
BYTES = ("typicality", "genre", "mood", "tempo", "key")

_PREFIX = struct.Struct("<8sI")
_ALIGNED = 4
_LEVEL = 6  # of gzip: 9 takes thrice as long for a hundredth
_TYPES: Mapping[str, np.dtype[Any]] = {"uint16": np.dtype("<u2"), "uint8": np.dtype("u1")}


def packed(of: LibraryMap) -> bytes:
    """The map, compressed."""
    columns = _column_bytes(of.columns)
    header = json.dumps(_header(of, _places(columns)), ensure_ascii=False, separators=(",", ":")).encode()
    header += b" " * (-(_PREFIX.size + len(header)) % _ALIGNED)
    data = b"".join([_PREFIX.pack(MAGIC, len(header)), header, *(content for _, _, content in columns)])
    return gzip.compress(data, _LEVEL, mtime=0)


def unpacked(content: bytes) -> LibraryMap:
    """The map that `packed` made these bytes of. ValueError for others: damaged ones, and those of another format."""
    try:
        return _read(gzip.decompress(content))
    except (OSError, EOFError, zlib.error, struct.error, LookupError, TypeError, AttributeError) as fault:
        raise ValueError("these bytes are no map") from fault


def _read(data: bytes) -> LibraryMap:
    magic, length = _PREFIX.unpack_from(data)
    if magic != MAGIC:
        raise ValueError("these bytes are no map")
    end = _PREFIX.size + length
    header = json.loads(data[_PREFIX.size : end])
    if header.get("format") != FORMAT:
        raise ValueError("this map is laid out in another way")
    return LibraryMap(
        version=header["version"],
        made_at=datetime.fromisoformat(header["made_at"]),
        space=header["space"],
        laid_out=header["laid_out"],
        begun=header["begun"],
        faithfulness=Faithfulness(**header["faithfulness"]),
        columns=_columns(data[end:], header["columns"]),
        genres=tuple(header["genres"]),
        moods=tuple(header["moods"]),
        clusters=tuple(_cluster(one) for one in header["clusters"]),
        regions=tuple(_region(one) for one in header["regions"]),
    )


def _column_bytes(columns: MapColumns) -> list[tuple[str, str, bytes]]:
    """Names, types, contents: those of two bytes first, so that none begins at an odd one."""
    shorts = [(name, "uint16", getattr(columns, name).astype(_TYPES["uint16"]).tobytes()) for name in SHORTS]
    singles = [(name, "uint8", getattr(columns, name).astype(_TYPES["uint8"]).tobytes()) for name in BYTES]
    return [*shorts, *singles, ("ids", "text", b"\n".join(columns.ids.tolist()))]


def _places(columns: list[tuple[str, str, bytes]]) -> list[Mapping[str, object]]:
    places: list[Mapping[str, object]] = []
    start = 0
    for name, kind, content in columns:
        places.append({"name": name, "type": kind, "offset": start, "length": len(content)})
        start += len(content)
    return places


def _header(of: LibraryMap, places: list[Mapping[str, object]]) -> Mapping[str, object]:
    return {
        "format": FORMAT,
        "version": of.version,
        "made_at": of.made_at.isoformat(),
        "count": len(of.columns),
        "space": of.space,
        "laid_out": of.laid_out,
        "begun": of.begun,
        "faithfulness": asdict(of.faithfulness),
        "columns": places,
        "genres": list(of.genres),
        "moods": list(of.moods),
        "clusters": [asdict(one) for one in of.clusters],
        "regions": [asdict(one) for one in of.regions],
    }


def _columns(data: bytes, places: list[Mapping[str, Any]]) -> MapColumns:
    found: dict[str, Any] = {}
    for place in places:
        content = data[place["offset"] : place["offset"] + place["length"]]
        if place["type"] == "text":
            found[place["name"]] = np.array(content.split(b"\n") if content else [], dtype=np.bytes_)
        else:
            kind = _TYPES[place["type"]]
            found[place["name"]] = np.frombuffer(content, kind).astype(kind.newbyteorder("="))
    return MapColumns(**found)


def _name(given: Mapping[str, Any]) -> ClusterName:
    return ClusterName(tuple(given["tags"]), tuple(given["artists"]))


def _cluster(given: Mapping[str, Any]) -> MapCluster:
    return MapCluster(**{**given, "name": _name(given["name"])})


def _region(given: Mapping[str, Any]) -> Region:
    ids = tuple(ClusterId(each) for each in given["clusters"])
    return Region(**{**given, "name": _name(given["name"]), "clusters": ids})
