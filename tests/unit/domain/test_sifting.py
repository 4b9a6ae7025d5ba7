"""Ids to stay within, picked from the nearest of all."""

from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.vectors import Neighbour
from musicsim.domain.rules.neighbours import in_order, nearest_parts
from musicsim.domain.rules.sifting import sifted

entries = st.lists(
    st.builds(Neighbour, st.sampled_from([f"e{n}" for n in range(30)]), st.integers(-9, 9).map(lambda n: n / 10)),
    max_size=60,
)


class Store:
    """Tells entries in order, ties in no order that can be relied on; `honest` about whether these are all."""

    def __init__(self, entries, *, honest=True):
        self.entries = sorted(entries, key=lambda one: (-one.score, hash(one.id)))
        self.honest = honest
        self.asked = []

    async def nearest(self, fetch):
        self.asked.append(fetch)
        return in_order(self.entries[:fetch]), self.honest and fetch > len(self.entries)


@given(entries, st.frozensets(st.sampled_from([f"e{n}" for n in range(40)])), st.integers(1, 5), st.booleans())
async def test_what_is_found_is_what_is_nearest(found, ids, limit, honest):
    best = await sifted(Store(found, honest=honest).nearest, ids, limit, 50, 1e-5)
    expected = nearest_parts((one for one in found if one.id in ids), limit)
    assert best == expected or (best is None and (not honest or len(found) >= 50))


async def test_most_ids_are_found_at_once_and_rare_ones_by_looking_further():
    crowd = [Neighbour(f"e{n}", 1 - n / 1000) for n in range(1000)]
    store = Store(crowd)
    assert await sifted(store.nearest, {f"e{n}" for n in range(0, 1000, 2)}, 3, 400, 1e-5) == crowd[:6:2]
    assert store.asked == [28]
    assert await sifted(store.nearest, {"e90", "e91", "e92", "e500"}, 3, 400, 1e-5) == crowd[90:93]
    assert store.asked == [28, 28, 112]


async def test_what_is_farther_than_it_may_look_is_not_found():
    store = Store([Neighbour(f"e{n}", 1 - n / 1000) for n in range(1000)])
    assert await sifted(store.nearest, {"e1", "e999"}, 2, 400, 1e-5) is None
    assert store.asked == [24, 96, 384, 400]
