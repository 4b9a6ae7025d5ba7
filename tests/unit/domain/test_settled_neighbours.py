"""Whether what a store found is enough to say which ids are nearest."""

from hypothesis import example, given
from hypothesis import strategies as st

from musicsim.domain.model.vectors import Neighbour
from musicsim.domain.rules.neighbours import in_order, nearest_parts, settled

SLACK = 1e-5
SCORES = st.sampled_from((-1.0, 0.0, 0.5, *(0.5 + SLACK * factor for factor in (0.5, 1.5, 2.5, 4)), 1.0))
ERRORS = st.sampled_from((-SLACK, 0.0, SLACK))
SPACES = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.integers(0, 3)), st.tuples(SCORES, ERRORS), max_size=16)


def test_a_tie_at_the_end_asks_for_more():
    found = [Neighbour("b", 0.9), Neighbour("c", 0.5), Neighbour("d", 0.5)]
    assert settled(found, 2, 3, SLACK) is None
    assert settled(found, 1, 3, SLACK) == found[:1]


def test_parts_of_one_id_that_take_all_places_ask_for_more():
    found = [Neighbour("a", 0.9 - part / 100, part) for part in range(4)]
    assert settled(found, 2, 4, SLACK) is None
    assert settled(found, 2, 5, SLACK) == found[:1]


def test_all_that_there_is_settles_it():
    assert settled([], 5, 10, SLACK) == []
    assert settled([Neighbour("a", -1.0)], 5, 10, SLACK) == [Neighbour("a", -1.0)]


TAKEN_FOR_FARTHER = {("a", 0): (0.5 + 1.5 * SLACK, -SLACK), ("b", 0): (0.5 + 1.5 * SLACK, 0.0), ("c", 0): (0.5, SLACK)}


@given(SPACES, st.integers(1, 6), st.integers(1, 20))
@example(TAKEN_FOR_FARTHER, 1, 2)
def test_what_is_settled_is_what_looking_at_everything_gives(told, limit, asked):
    """However the store puts those in order whose scores it cannot tell apart."""
    entries = [(Neighbour(entry_id, score, part), score + error) for (entry_id, part), (score, error) in told.items()]
    fetched = sorted(entries, key=lambda one: (-one[1], one[0].part, one[0].id))[:asked]
    best = settled(in_order(one for one, _ in fetched), limit, asked, SLACK)
    assert best is None or best == nearest_parts([one for one, _ in entries], limit)
