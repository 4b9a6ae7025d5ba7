"""The map as bytes."""

import gzip
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.clusters import ClusterId, ClusterName
from musicsim.domain.model.library_map import FORMAT, MAP, LibraryMap, MapCluster, MapColumns, Region
from musicsim.domain.rules.map_packing import packed, unpacked
from tests.support.examples import FEW
from tests.support.maps import a_map, some_columns
from tests.support.strategies import words

texts = st.lists(words, max_size=3).map(tuple)
names = st.builds(ClusterName, texts, texts)
places = st.integers(0, 65_535)
clusters = st.builds(MapCluster, id=words.map(ClusterId), name=names, tracks=st.integers(0, 9), x=places, y=places)
regions = st.builds(
    Region,
    level=st.integers(0, 2),
    name=names,
    tracks=st.integers(0, 9),
    x=places,
    y=places,
    clusters=texts,
)


def told(of: LibraryMap) -> object:
    columns = {name: getattr(of.columns, name).tolist() for name in MapColumns.__slots__}
    return columns, [getattr(of, name) for name in LibraryMap.__slots__ if name != "columns"]


@FEW
@given(st.integers(0, 40), st.lists(clusters, max_size=3), st.lists(regions, max_size=3))
def test_a_map_survives_its_packing(count: int, clusters: list[MapCluster], regions: list[Region]):
    before = a_map(some_columns(count), clusters, regions)
    assert told(unpacked(packed(before))) == told(before)
    assert packed(before) == packed(before)


def test_the_layout_that_is_documented():
    columns = some_columns(5)
    data = gzip.decompress(packed(a_map(columns)))
    assert data[:8] == b"musicmap"
    length = int.from_bytes(data[8:12], "little")
    header, body = json.loads(data[12 : 12 + length]), data[12 + length :]
    assert (12 + length) % 4 == 0
    assert header["count"] == 5
    by_name = {one["name"]: one for one in header["columns"]}
    x = by_name["x"]
    assert x["type"] == "uint16"
    assert x["offset"] % 2 == 0
    assert np.frombuffer(body[x["offset"] : x["offset"] + x["length"]], "<u2").tolist() == columns.x.tolist()
    ids = by_name["ids"]
    assert body[ids["offset"] : ids["offset"] + ids["length"]].decode().split("\n")[4] == "t00004"


def header_of(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data[12 : 12 + int.from_bytes(data[8:12], "little")])
    return found


def test_another_layout_is_another_format():
    """Who changes what is listed here counts FORMAT up: maps of before are then made anew, instead of misread."""
    one = MapCluster(id=ClusterId("a"), name=ClusterName(), tracks=1, x=0, y=0)
    region = Region(level=0, name=ClusterName(), tracks=1, x=0, y=0, clusters=(one.id,))
    header = header_of(gzip.decompress(packed(a_map(some_columns(1), [one], [region]))))
    assert (FORMAT, MAP) == (2, "map@2")
    assert header["format"] == FORMAT
    assert " ".join(header) == (
        "format version made_at count space laid_out begun faithfulness columns genres moods clusters regions"
    )
    assert [(each["name"], each["type"]) for each in header["columns"]] == [
        *((name, "uint16") for name in ("x", "y", "cluster", "year")),
        *((name, "uint8") for name in ("typicality", "genre", "mood", "tempo", "key")),
        ("ids", "text"),
    ]
    assert list(header["clusters"][0]) == ["id", "name", "tracks", "x", "y"]
    assert list(header["regions"][0]) == ["level", "name", "tracks", "x", "y", "clusters"]


def laid_out_otherwise(**changes: object) -> bytes:
    """A map with another header."""
    data = gzip.decompress(packed(a_map(some_columns(4))))
    header = json.dumps({name: each for name, each in (header_of(data) | changes).items() if each != "gone"}).encode()
    return gzip.compress(data[:8] + len(header).to_bytes(4, "little") + header + data[12:])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no gzip",
        gzip.compress(b""),
        gzip.compress(b"somewhat else, twelve bytes and more"),
        gzip.compress(b"musicmap\x02\0\0\0[]"),
        packed(a_map(some_columns(4)))[:-20],
        laid_out_otherwise(format=1),
        laid_out_otherwise(format="gone"),
        laid_out_otherwise(begun="gone"),
        laid_out_otherwise(faithfulness=None),
        laid_out_otherwise(columns=[]),
    ],
)
def test_what_is_no_map(content: bytes):
    with pytest.raises(ValueError, match=r"no map|another way"):
        unpacked(content)
