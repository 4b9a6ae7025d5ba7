"""What a map answers, its regions, and what stays of it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.clusters import ClusterId, ClusterName
from musicsim.domain.model.derived import Making
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.library_map import MapCluster
from musicsim.domain.model.vectors import Attributes
from musicsim.domain.rules.companions import by_distance, likeliest
from musicsim.domain.rules.map_colours import commonest, genre_codes, key_code, mood_codes, tempo_code, year_code
from musicsim.domain.rules.map_reading import most_typical, nearest_places, typical_position
from musicsim.domain.rules.map_regions import Contents, regions_of
from musicsim.domain.rules.map_renewal import begins_anew, inherited, is_due, is_outgrown
from musicsim.domain.rules.tag_scales import usual_scale
from tests.support.examples import FEW
from tests.support.maps import a_map, some_columns
from tests.support.samples import DAY
from tests.support.vectors import at

EVERY = timedelta(minutes=10)
places = st.integers(0, 65_535)


def test_where_a_track_is():
    columns = some_columns(9)
    assert [columns.row_of(columns.id_of(row)) for row in range(9)] == list(range(9))
    assert [columns.row_of(TrackId(name)) for name in ("", "t0", "t000005", "zzz", "é", "\ud800")] == [None] * 6
    assert some_columns(0).row_of(TrackId("t00001")) is None


@FEW
@given(st.integers(0, 30), places, places, st.integers(1, 40))
def test_what_lies_nearest(count: int, x: int, y: int, limit: int):
    columns = some_columns(count, seed=count)
    squares = [(int(a) - x) ** 2 + (int(b) - y) ** 2 for a, b in zip(columns.x, columns.y, strict=True)]
    assert nearest_places(columns, x, y, limit) == sorted(range(count), key=lambda row: (squares[row], row))[:limit]


@FEW
@given(st.integers(0, 60), st.integers(1, 7))
def test_a_cluster_page_by_page(count: int, limit: int):
    columns = some_columns(count, seed=count)
    rows, after = [], None
    while page := most_typical(columns, 2, after)[:limit]:
        rows += page
        after = typical_position(columns, page[-1])
    assert rows == most_typical(columns, 2)
    assert sorted(rows) == np.flatnonzero(columns.cluster == 2).tolist()
    assert all(columns.typicality[a] >= columns.typicality[b] for a, b in pairwise(rows))


def some_clusters(count: int) -> list[MapCluster]:
    rng = np.random.default_rng(count)
    spots = rng.integers(0, 65_536, (count, 2)).tolist()
    plain = ClusterName()
    return [MapCluster(id=ClusterId(f"c{n}"), name=plain, tracks=n % 7 + 1, x=x, y=y) for n, (x, y) in enumerate(spots)]


@FEW
@given(st.integers(0, 60))
def test_regions_of_each_level_are_all_clusters(count: int):
    clusters = some_clusters(count)
    contents = Contents(np.random.default_rng(1).random((count, 3)), ("a", "b", "c"), [Counter()] * count)
    found = regions_of(clusters, contents)
    levels = sorted({one.level for one in found})
    assert levels == list(range(len(levels)))
    assert len(levels) == (0 if not count else 1 if count < 12 else 2 if count < 46 else 3)
    for level in levels:
        here = [one for one in found if one.level == level]
        assert sorted(each for one in here for each in one.clusters) == sorted(one.id for one in clusters)
        assert [one.tracks for one in here] == sorted((one.tracks for one in here), reverse=True)
        assert sum(one.tracks for one in here) == sum(one.tracks for one in clusters)
        assert {(one.x, one.y) for one in here} <= {(one.x, one.y) for one in clusters}


def test_regions_are_of_what_lies_together():
    corners = [(0, 0), (65_535, 0), (0, 65_535)]
    spots = [(abs(x - 900 * n), abs(y - 500 * n)) for n in range(4) for x, y in corners]
    clusters = [
        MapCluster(id=ClusterId(f"{n:02d}"), name=ClusterName(), tracks=1, x=x, y=y) for n, (x, y) in enumerate(spots)
    ]
    found = regions_of(clusters, Contents(np.ones((12, 1)), ("a",), [Counter()] * 12))
    assert [one.clusters for one in found if one.level == 0] == [
        tuple(f"{n:02d}" for n in range(first, 12, 3)) for first in range(3)
    ]


def test_clusters_that_have_lost_their_tracks_are_in_no_region():
    clusters = [replace(one, tracks=0) if n in {3, 7} else one for n, one in enumerate(some_clusters(24))]
    found = regions_of(
        clusters, Contents(np.eye(24), tuple(map(str, range(24))), [Counter({str(n): 1}) for n in range(24)])
    )
    assert [sum(one.level == level for one in found) for level in (0, 1)] == [6, 22]
    assert {each for one in found for each in one.clusters} == {one.id for one in clusters if one.tracks}
    assert all(f"c{one.name.artists[0]}" in one.clusters for one in found)
    assert regions_of([replace(one, tracks=0) for one in clusters], Contents(np.eye(24), ("a",), [])) == []


def test_when_a_map_is_made():
    made = Making(version="1", basis=100, made_at=DAY)
    soon, later = DAY + timedelta(seconds=40), DAY + EVERY
    assert not is_due(None, 0, 0, DAY, EVERY)
    assert is_due(None, 1, 0, DAY, EVERY)
    assert not is_due(made, 100, 0, later, EVERY)
    assert not is_due(made, 101, 1, soon, EVERY)
    assert is_due(made, 101, 1, later, EVERY)
    assert is_due(made, 99, 0, later, EVERY)  # a track is gone
    assert is_due(made, 100, 3, later, EVERY)  # some were listened to anew
    assert is_due(made, 130, 30, soon, EVERY)  # much is new
    assert not is_due(made, 130, 30, DAY + timedelta(seconds=5), EVERY)


def test_when_a_map_no_longer_fits():
    before = a_map(some_columns(100))
    assert not is_outgrown(before, 100, 130)
    assert is_outgrown(before, 100, 131)
    assert not is_outgrown(before, 50, 50)
    assert is_outgrown(before, 49, 49)
    assert is_outgrown(a_map(some_columns(0)), 0, 1)


def test_when_a_map_begins_anew():
    before = a_map(some_columns(100))
    assert not begins_anew(before, 200)
    assert begins_anew(before, 201)
    assert begins_anew(None, 1)


def test_clusters_that_are_mostly_the_same_keep_their_ids():
    a, b = ClusterId("a"), ClusterId("b")
    earlier = np.array([0, 0, 0, 1, 1, 1, -1, -1])
    assert inherited(np.array([1, 1, 1, 0, 0, 0, 0, 2]), earlier, [a, b]) == {1: a, 0: b}
    assert inherited(np.array([0, 0, 0, 0, 0, 0, 0, 1]), earlier, [a, b]) == {}  # two became one
    assert inherited(np.array([0, 1, 2, 3, 3, 3, 3, 3]), earlier, [a, b]) == {3: b}  # one fell apart
    assert inherited(np.zeros(0, np.int64), np.zeros(0, np.int64), []) == {}


def test_colours():
    assert [key_code(Attributes(key=key)) for key in ("1A", "1B", "12A", "12B", "")] == [1, 2, 23, 24, 0]
    assert [tempo_code(Attributes(bpm=bpm)) for bpm in (119.6, 0.2, 400.0, None)] == [120, 1, 255, 0]
    assert [year_code(Attributes(year=year)) for year in (1999, -4, 70_000, None)] == [1999, 0, 0, 0]
    genres = [frozenset({"jazz", "soul"}), frozenset({"jazz"}), frozenset[str](), frozenset({"bop"})]
    assert commonest(genres) == ["jazz", "bop", "soul"]
    assert genre_codes(genres, ["jazz", "soul"]).tolist() == [1, 1, 0, 0]
    moods = np.zeros((3, 12))
    moods[0, 10] = 0.9  # "sad"
    moods[1] = 0.02
    assert mood_codes(moods, usual_scale()).tolist() == [11, 0, 0]
    assert mood_codes(moods[:0], usual_scale()).tolist() == []


def test_groups_to_compare_are_those_with_several_near_tracks():
    scores = {"t1": 0.9, "t2": 0.8, "t3": 0.8, "t4": 0.99}
    groups = {"t1": ["b"], "t2": ["b", "c"], "t3": ["b"], "t4": ["a"]}
    assert likeliest(scores, groups) == ["b", "a", "c"]


def test_groups_by_distance():
    sets: dict[str, list[Vector]] = {"far": [at(90)], "near": [at(5)], "none": [], "same": [at(0)]}
    found = by_distance([at(0)], sets, 2)
    assert [name for name, _ in found] == ["same", "near"]
    assert found[0][1] == pytest.approx(0, abs=1e-5)
