"""Daily mixes: from habits to corners to a choice that holds for a day."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.mixes import Listen, MixCandidate
from musicsim.domain.rules.mixes import MOST_MIXES, TRACKS, corners, habits, mixed, mixes_of
from tests.support.examples import FEW
from tests.support.samples import DAY
from tests.support.vectors import at, crowd

TODAY = date(2026, 3, 1)


@st.composite
def candidate_lists(draw: st.DrawFn) -> list[MixCandidate]:
    count = draw(st.integers(0, 80))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    artists = [f"a{one}" if one else "" for one in rng.integers(0, draw(st.integers(1, 40)), count)]
    known = rng.random(count) < draw(st.sampled_from([0, 0.3, 1]))
    vectors = crowd(max(count, 1), 4, draw(st.integers(0, 9)))
    return [
        MixCandidate(TrackId(f"t{n:03d}"), vectors[n], artist, bool(heard))
        for n, (artist, heard) in enumerate(zip(artists, known, strict=True))
    ]


def listen(track: str, days_ago: float, finished: bool = True) -> Listen:
    return Listen(TrackId(track), DAY - timedelta(days=days_ago), finished)


def test_habits():
    finished = [listen("often", 0), listen("often", 30), listen("once", 60), listen("mixed", 1)]
    found = habits([*finished, listen("mixed", 0, False), listen("skipped", 0, False)], DAY)
    assert found["often"] == pytest.approx(1.5)
    assert found["once"] == pytest.approx(0.25)
    assert 0 < found["mixed"] < 0.5
    assert "skipped" not in found


def test_corners_are_where_the_listening_is():
    vectors = {f"t{n:02d}": at(n if n < 10 else 90 + n) for n in range(20)}
    weights = {TrackId(one): 1.0 if one < "t10" else 3.0 for one in vectors}
    found = corners(weights, vectors)
    assert 2 <= len(found) <= MOST_MIXES
    assert found[0] @ at(105) > 0.98  # what is heard most comes first
    assert max(one @ at(5) for one in found) > 0.98
    assert corners(weights, {}) == []
    assert len(corners({TrackId("t00"): 1.0}, vectors)) == 1


@FEW
@given(candidate_lists(), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_a_mix_keeps_its_promises(candidates: list[MixCandidate], person: str):
    centre = crowd(1, 4)[0]
    tracks = mixed(centre, candidates, person, TODAY)
    by_id = {one.id: one for one in candidates}
    assert len(tracks) == len(set(tracks)) <= TRACKS
    assert set(tracks) <= by_id.keys()
    artists = Counter(by_id[one].artist for one in tracks if by_id[one].artist)
    assert all(count <= 3 for count in artists.values())
    left = [one for one in candidates if one.id not in tracks]
    assert len(tracks) == TRACKS or all(one.artist and artists[one.artist] == 3 for one in left)
    assert mixed(centre, candidates[::-1], person, TODAY) == tracks  # the same all day


def test_a_mix_is_of_the_known_and_the_new():
    candidates = [MixCandidate(TrackId(f"t{n:03d}"), at(n), f"a{n}", heard=n % 2 == 0) for n in range(100)]
    tracks = mixed(at(0), candidates, "anna", TODAY)
    assert sum(int(one[1:]) % 2 == 0 for one in tracks) == 12
    assert np.mean([int(one[1:]) for one in tracks]) < 40  # the nearer the likelier


def test_every_day_and_every_person_has_another_mix():
    candidates = [MixCandidate(TrackId(f"t{n:03d}"), at(n / 9), f"a{n}") for n in range(200)]
    mixes = [mixed(at(0), candidates, who, day) for who in ("anna", "bela") for day in (TODAY, TODAY + timedelta(1))]
    assert len({tuple(sorted(one)) for one in mixes}) == 4


def test_artists_do_not_follow_themselves():
    candidates = [MixCandidate(TrackId(f"t{n}"), at(0), f"a{n % 10}") for n in range(30)]
    tracks = mixed(at(0), candidates, "anna", TODAY)
    artists = [int(one[1:]) % 10 for one in tracks]
    again = [one == other for one, other in pairwise(artists)]
    assert sum(again) <= 2  # at the very end nobody else may be left


def test_another_edition_is_another_choice():
    candidates = [MixCandidate(TrackId(f"t{n:03d}"), at(n / 9), f"a{n}") for n in range(200)]
    assert mixed(at(0), candidates, "anna", TODAY) != mixed(at(0), candidates, "anna", TODAY, 2)


def test_no_track_is_in_two_mixes():
    candidates = {f"t{n:03d}": MixCandidate(TrackId(f"t{n:03d}"), at(n), f"a{n}") for n in range(50)}
    around = [(at(0), list(candidates)), (at(20), [*candidates, "gone"]), (at(40), list(candidates)), (at(0), [])]
    mixes = mixes_of(around, candidates, "anna", TODAY)
    assert [len(each) for each in mixes] == [30, 20]
    assert len({track for each in mixes for track in each}) == 50
