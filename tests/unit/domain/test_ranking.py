"""Ranking: copies grouped, artists and albums capped, diversity."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.similarity import Candidate, RankingOptions, Sound
from musicsim.domain.rules.ranking import rank

DIMENSION = 6
names = st.sampled_from(["", "a", "b", "c"])
caps = st.none() | st.integers(1, 3)


@st.composite
def candidate_lists(draw: st.DrawFn) -> list[Candidate]:
    """Candidates as an index gives them: unit vectors, descending by their cosine to a query."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    count = draw(st.integers(0, 25))
    bases = _unit(rng.standard_normal((max(1, draw(st.integers(1, 6))), DIMENSION)))
    noise = draw(st.sampled_from([0.0, 0.01, 0.3]))
    vectors = _unit(bases[rng.integers(len(bases), size=count)] + noise * rng.standard_normal((count, DIMENSION)))
    query = _unit(rng.standard_normal((1, DIMENSION)))[0]
    order = np.argsort(-(vectors @ query), kind="stable")
    return [
        Candidate(f"t{i}", float(vectors[i] @ query), draw(names), draw(names), Sound(vector=vectors[i])) for i in order
    ]


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


options = st.builds(
    RankingOptions,
    limit=st.integers(1, 30),
    per_artist=caps,
    per_album=caps,
    diversity=st.sampled_from([0.0, 0.3, 1.0]),
    group_copies=st.booleans(),
)


@given(candidate_lists(), options)
def test_an_answer_keeps_its_promises(candidates: list[Candidate], chosen: RankingOptions) -> None:
    ranked = rank(candidates, chosen)
    assert len(ranked) <= chosen.limit
    everyone = [one.id for group in ranked for one in (group.candidate, *group.copies)]
    assert len(everyone) == len(set(everyone))
    assert set(everyone) <= {one.id for one in candidates}
    heads = [group.candidate for group in ranked]
    artists = Counter(one.artist for one in heads if one.artist)
    albums = Counter((one.artist, one.album) for one in heads if one.album)
    assert all(count <= (chosen.per_artist or len(heads)) for count in artists.values())
    assert all(count <= (chosen.per_album or len(heads)) for count in albums.values())


@given(candidate_lists(), options)
def test_without_caps_nothing_is_lost(candidates: list[Candidate], chosen: RankingOptions) -> None:
    free = RankingOptions(
        limit=len(candidates) + 1,
        per_artist=None,
        per_album=None,
        diversity=chosen.diversity,
        group_copies=chosen.group_copies,
    )
    ranked = rank(candidates, free)
    everyone = {one.id for group in ranked for one in (group.candidate, *group.copies)}
    assert everyone == {one.id for one in candidates}


@given(candidate_lists(), caps, caps)
def test_without_diversity_the_order_is_that_of_the_scores(
    candidates: list[Candidate], per_artist: int | None, per_album: int | None
) -> None:
    ranked = rank(candidates, RankingOptions(limit=30, per_artist=per_artist, per_album=per_album))
    scores = [group.candidate.score for group in ranked]
    assert scores == sorted(scores, reverse=True)


@given(candidate_lists())
def test_a_cap_only_passes_over_those_that_are_full(candidates: list[Candidate]) -> None:
    """Greedy: whoever is left out was preceded by a full set of the same artist."""
    ranked = rank(candidates, RankingOptions(limit=100, per_artist=1, per_album=None, group_copies=False))
    taken = {group.candidate.id for group in ranked}
    seen: set[str] = set()
    for one in candidates:
        assert (one.id in taken) == (not one.artist or one.artist not in seen)
        seen.add(one.artist)


def test_the_best_comes_first_whatever_the_diversity() -> None:
    near = Candidate("near", 0.9, "", "", Sound(vector=np.array([0.9, 0.436], dtype=np.float32)))
    twin = Candidate("twin", 0.89, "", "", Sound(vector=np.array([0.89, 0.456], dtype=np.float32)))
    other = Candidate("other", 0.6, "", "", Sound(vector=np.array([0.6, -0.8], dtype=np.float32)))
    plain = rank([near, twin, other], RankingOptions(group_copies=False))
    diverse = rank([near, twin, other], RankingOptions(diversity=0.5, group_copies=False))
    assert [group.candidate.id for group in plain] == ["near", "twin", "other"]
    assert [group.candidate.id for group in diverse] == ["near", "other", "twin"]
