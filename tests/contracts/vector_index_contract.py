"""What every vector index promises."""

from abc import abstractmethod

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import EVERYTHING, Attributes, Filter, Space, VectorEntry
from musicsim.domain.rules.text import fold
from musicsim.ports.vector_index import VectorIndex
from tests.contracts.vector_parts_contract import VectorPartsContract
from tests.contracts.vector_spaces_contract import VectorSpacesContract
from tests.support.reopening import Reopen
from tests.support.vectors import (
    ATTRIBUTES,
    FILTERS,
    FLAT,
    MANY,
    NAMES,
    ONE_PERCENT,
    WIDE,
    at,
    crowd,
    entries_of,
    named,
    placed,
    places,
    recall,
)

SPREAD = (("a", 0, 0), ("b", 9, 0), ("b", 90, 1), ("c", 5, 0), ("d", 1, 0))


class VectorIndexContract(VectorPartsContract, VectorSpacesContract):
    many = MANY
    """Entries of a library that is no longer small to this index."""

    async def ids(self, index: VectorIndex, query: np.ndarray, limit: int = 10, where: Filter = EVERYTHING):
        return [one.id for one in await index.nearest(FLAT, query, limit, where)]

    async def test_finds_the_nearest_first(self, index):
        await index.upsert(
            FLAT, [VectorEntry("far", at(90)), VectorEntry("near", at(10)), VectorEntry("back", at(180))]
        )
        found = await index.nearest(FLAT, at(0), 10)
        assert [one.id for one in found] == ["near", "far", "back"]
        expected = [np.cos(np.radians(10)), 0.0, -1.0]
        np.testing.assert_allclose([one.score for one in found], expected, atol=1e-5)

    async def test_what_is_near_comes_with_its_vectors(self, index):
        await index.upsert(
            FLAT, [*(VectorEntry(str(degrees), at(degrees)) for degrees in range(10)), VectorEntry("b", at(1), part=1)]
        )
        near, vectors = await index.nearest_vectors(FLAT, at(1), 4, Filter(exclude_ids=frozenset({"0"})))
        assert near == await index.nearest(FLAT, at(1), 4, Filter(exclude_ids=frozenset({"0"})))
        known = await index.vectors(FLAT, [one.id for one in near])
        assert {one: vector.tobytes() for one, vector in vectors.items()} == {
            one: vector.tobytes() for one, vector in known.items()
        }
        assert set(vectors) == {one.id for one in near} - {"b"}
        assert await index.nearest_vectors(Space("none@1", 2), at(1), 4) == ([], {})

    async def test_neither_entries_nor_queries_need_unit_length(self, index):
        await index.upsert(FLAT, [VectorEntry("a", at(0) * 40), VectorEntry("b", at(60) * 1e-3)])
        found = await index.nearest(FLAT, at(0) * 1e4, 2)
        np.testing.assert_allclose([one.score for one in found], [1.0, 0.5], atol=1e-5)

    async def test_answers_with_at_most_limit(self, index):
        await index.upsert(FLAT, [VectorEntry(str(degrees), at(degrees)) for degrees in range(10)])
        assert await self.ids(index, at(0), 3) == ["0", "1", "2"]
        assert len(await self.ids(index, at(0), 100)) == 10

    async def test_less_than_one_is_none(self, index):
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
        for limit in (0, -1):
            assert await index.nearest(FLAT, at(0), limit) == []

    async def test_a_space_without_entries_is_empty(self, index):
        assert await index.nearest(FLAT, at(0), 5) == []
        assert await index.count(FLAT) == 0
        assert await index.vectors(FLAT, ["a"]) == {}
        await index.delete(FLAT, ["a"])
        await index.drop(FLAT)
        await index.upsert(FLAT, [])
        assert await index.count(FLAT) == 0

    async def test_replaces_vector_and_attributes(self, index):
        await index.upsert(
            FLAT, [VectorEntry("a", at(0), Attributes(genres=frozenset({"jazz"}))), VectorEntry("b", at(90))]
        )
        await index.upsert(FLAT, [VectorEntry("a", at(180), Attributes(genres=frozenset({"rock"})))])
        assert await self.ids(index, at(0)) == ["b", "a"]
        assert await self.ids(index, at(0), where=Filter(genres=frozenset({"jazz"}))) == []
        assert await self.ids(index, at(0), where=Filter(genres=frozenset({"rock"}))) == ["a"]
        assert await index.count(FLAT) == 2

    async def test_of_two_entries_with_one_id_the_later_wins(self, index):
        await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("b", at(45)), VectorEntry("a", at(90))])
        assert await self.ids(index, at(90)) == ["a", "b"]
        assert await index.count(FLAT) == 2

    async def test_deletes_and_passes_unknown_ids_over(self, index):
        await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("b", at(45))])
        await index.delete(FLAT, {"a", "unknown"})
        assert await self.ids(index, at(0)) == ["b"]
        assert await index.count(FLAT) == 1
        await index.upsert(FLAT, [VectorEntry("a", at(1))])
        assert await self.ids(index, at(0)) == ["a", "b"]

    async def test_ties_ascend_by_id(self, index):
        names = [f"t{number:03}" for number in range(50)]
        vector = crowd(1, 2)[0]
        shuffled = np.random.default_rng(1).permutation(names)
        await index.upsert(FLAT, [VectorEntry(str(name), vector) for name in shuffled])
        assert await self.ids(index, vector, 7) == names[:7]
        assert await self.ids(index, at(3), 50) == names

    async def test_ties_ascend_by_id_behind_better_ones(self, index):
        away = [VectorEntry(f"m{number}", at(40)) for number in (5, 3, 9, 1, 7)]
        await index.upsert(FLAT, [*away, VectorEntry("z", at(0)), VectorEntry("a", at(90))])
        assert await self.ids(index, at(0), 3) == ["z", "m1", "m3"]

    async def test_keeps_spaces_apart(self, index):
        spaces = [Space(name, 2) for name in ("model-0@1", "model-0@2", "model-0_1", "MODEL-0@1", "MODEL/é.x ")]
        for number, space in enumerate(spaces):
            await index.upsert(space, [VectorEntry(f"{number}", at(number))])
        for number, space in enumerate(spaces):
            assert [one.id for one in await index.nearest(space, at(0), 5)] == [f"{number}"]
        await index.drop(spaces[0])
        assert [await index.count(space) for space in spaces] == [0] + [1] * (len(spaces) - 1)

    async def test_a_cleared_space_can_begin_anew_with_another_dimension(self, index):
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
        await index.drop(FLAT)
        assert await index.count(FLAT) == 0
        solid = Space(FLAT.name, 3)
        await index.upsert(solid, [VectorEntry("b", np.array([0, 0, 1], np.float32))])
        assert [one.id for one in await index.nearest(solid, np.ones(3, np.float32), 5)] == ["b"]

    async def test_refuses_another_dimension_and_writes_nothing(self, index):
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
        wrong = np.ones(3, np.float32)
        with pytest.raises(Invalid):
            await index.upsert(FLAT, [VectorEntry("b", at(1)), VectorEntry("c", wrong)])
        with pytest.raises(Invalid):
            await index.upsert(Space(FLAT.name, 3), [VectorEntry("d", wrong)])
        with pytest.raises(Invalid):
            await index.nearest(FLAT, wrong, 5)
        with pytest.raises(Invalid):
            await index.nearest(Space(FLAT.name, 3), wrong, 5)
        assert await self.ids(index, at(0)) == ["a"]

    async def test_refuses_what_points_nowhere(self, index):
        for values in ((0, 0), (np.nan, 1), (np.inf, 1)):
            nowhere = np.array(values, np.float32)
            with pytest.raises(Invalid):
                await index.nearest(FLAT, nowhere, 5)
            with pytest.raises(Invalid):
                await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("b", nowhere)])
            assert await index.count(FLAT) == 0

    async def test_refuses_ids_that_not_every_store_can_keep(self, index):
        await index.upsert(FLAT, [VectorEntry("kept", at(0))])
        for entry_id in ("", "x" * 65, "a\0", "\ud800"):
            with pytest.raises(Invalid):
                await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry(entry_id, at(0))])
            assert await index.count(FLAT) == 1
            await index.delete(FLAT, [entry_id])
            assert await index.vectors(FLAT, [entry_id]) == {}
        assert await index.count(FLAT) == 1

    async def test_hands_out_unit_vectors(self, index):
        vectors = crowd(3)
        await index.upsert(WIDE, entries_of(vectors * np.array([[1], [9], [0.1]], np.float32)))
        kept = await index.vectors(WIDE, ["e2", "e0", "e1", "unknown"])
        assert set(kept) == {"e0", "e1", "e2"}
        for number, vector in enumerate(vectors):
            assert kept[f"e{number}"].dtype == np.float32
            assert kept[f"e{number}"].shape == (212,)
            np.testing.assert_allclose(kept[f"e{number}"], vector, atol=1e-6)

    async def test_keeps_any_text(self, index):
        texts = [*(name for name in NAMES if name), "01ARZ3NDEKTSV4RRFFQ69G5FAV:12", "x" * 64, "é" * 64, "🎵" * 64]
        await index.upsert(FLAT, [VectorEntry(text, at(0), Attributes(artist=text, album=text)) for text in texts])
        assert sorted(await index.vectors(FLAT, texts)) == sorted(texts)
        assert await self.ids(index, at(0), 50) == sorted(texts)
        for text in texts:
            where = Filter(exclude_artists=frozenset(set(texts) - {text}), exclude_ids=frozenset({"other"}))
            assert await self.ids(index, at(0), 50, where) == [text]
            others = await self.ids(index, at(0), 50, Filter(exclude_ids=frozenset({text})))
            assert others == sorted(set(texts) - {text})
        await index.delete(FLAT, texts[:-1])
        assert await self.ids(index, at(0)) == texts[-1:]

    async def test_keeps_the_longest_that_files_can_tell(self, index):
        """As databases bound paths; a tag has 500 characters, and folding makes up to eighteen of each."""
        rng = np.random.default_rng(2)
        deep = "/".join("".join(map(chr, rng.integers(0x4E00, 0x9FFF, 80))) for _ in range(5))
        long = fold("\ufdfa" * 250 + "".join(map(chr, rng.integers(0x1F300, 0x1F5FF, 250))))
        of = Attributes(artist=long, album=long, genres=frozenset({long}), folder=deep)
        await index.upsert(FLAT, [VectorEntry("long", at(0), of), VectorEntry("short", at(1))])
        for where in (Filter(within=deep), Filter(genres=frozenset({long})), Filter(exclude_artists=frozenset({""}))):
            assert await self.ids(index, at(0), where=where) == ["long"]
        assert (await index.page(FLAT, 1))[0].attributes == of

    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(attributes=st.lists(ATTRIBUTES, min_size=1, max_size=8), wheres=st.lists(FILTERS, min_size=1, max_size=6))
    async def test_filters_as_the_reference_does(self, index, attributes, wheres):
        await self.check_filters(index, attributes, wheres)

    async def check_filters(self, index, attributes, wheres):
        await index.delete(FLAT, [f"e{number}" for number in range(8)])  # not the space: making one takes long
        entries = [VectorEntry(f"e{number}", at(number), of) for number, of in enumerate(attributes)]
        await index.upsert(FLAT, entries)
        for where in wheres:
            expected = [one.id for one in entries if where.admits(one.id, one.attributes)]
            assert await self.ids(index, at(0), len(entries), where) == expected

    async def test_stays_within_more_ids_than_there_are_entries(self, index):
        await index.upsert(FLAT, [VectorEntry(name, at(degrees), part=part) for name, degrees, part in SPREAD])
        many = frozenset(f"gone {number}" for number in range(6_000)) | {"b", "c"}
        assert await self.ids(index, at(0), 2, Filter(only_ids=many)) == ["c", "b"]
        assert await self.ids(index, at(0), 1, Filter(only_ids=many, exclude_ids=frozenset({"c"}))) == ["b"]

    async def test_ten_thousand_entries_are_found_filtered_or_not(self, index):
        vectors, numbers = crowd(self.many), np.arange(self.many)
        await index.upsert(WIDE, entries_of(vectors, [placed(number) for number in range(self.many)]))
        assert await index.count(WIDE) == self.many
        assert await places(index, WIDE, 2_000) == sorted((f"e{number}", 0) for number in range(self.many))
        scattered = np.isin(numbers, np.random.default_rng(3).permutation(self.many)[: self.many // 100])
        in_half = (numbers % 100 == 42) & (numbers < self.many // 2)
        elsewhere = frozenset(f"gone {number}" for number in range(6_000))
        cases = [
            (EVERYTHING, numbers >= 0),
            *((where, numbers % 100 == 42) for where in ONE_PERCENT),
            (Filter(only_ids=named(numbers[scattered])), scattered),
            (Filter(only_ids=named(numbers[: self.many * 6 // 10])), numbers < self.many * 6 // 10),
            (Filter(only_ids=named(numbers[:30]) | elsewhere), numbers < 30),
            (Filter(within="rock/42", only_ids=named(numbers[: self.many // 2]) | elsewhere), in_half),
            (
                Filter(within="rock", moods=frozenset({"m2"}), only_ids=named(numbers[numbers % 7 == 0])),
                (numbers % 10 == 2) & (numbers % 7 == 0),
            ),
            (Filter(year=Span(high=0)), numbers % 1000 == 0),
            (Filter(year=Span(7, 16)), (numbers % 1000 >= 7) & (numbers % 1000 <= 16)),
            (Filter(bpm=Span(low=self.many // 2)), numbers >= self.many // 2),
            (Filter(bpm=Span(low=self.many - 3)), numbers >= self.many - 3),
            (Filter(exclude_ids=named(numbers[:-40])), numbers >= self.many - 40),
        ]
        for where, admitted in cases:
            queries = crowd(20 if where is EVERYTHING else 5, seed=6)
            answers = [(query, await index.nearest(WIDE, query, 10, where)) for query in queries]
            shares = [recall([one.id for one in found], vectors, query, admitted) for query, found in answers]
            assert np.mean(shares) >= 0.95, where
            assert {len(found) for _, found in answers} == {min(10, int(admitted.sum()))}
        await index.delete(WIDE, [f"e{number}" for number in range(1, self.many)])
        assert await index.nearest(WIDE, vectors[1], 10, Filter(exclude_ids=frozenset({"e0"}))) == []
        assert await index.count(WIDE) == 1


class PersistentVectorIndexContract(VectorIndexContract):
    """Besides, what is written outlives the process."""

    @pytest.fixture
    @abstractmethod
    def reopen(self) -> Reopen:
        """Closes the index that is open, if any, and opens the same files anew; the fixture closes the last one."""

    @pytest.fixture
    async def index(self, reopen: Reopen) -> VectorIndex:
        return await reopen()

    async def test_keeps_what_was_written(self, reopen):
        index = await reopen()
        vectors = crowd(300)
        await index.upsert(WIDE, entries_of(vectors, [Attributes(genres=frozenset({"jazz"}), year=2000)] * 300))
        await index.upsert(FLAT, [VectorEntry("ü", at(5)), VectorEntry("b", at(50)), VectorEntry("c", at(60))])
        await index.delete(FLAT, ["b"])
        before = await index.nearest(WIDE, vectors[0], 20)
        index = await reopen()
        assert await index.nearest(WIDE, vectors[0], 20) == before
        assert await self.ids(index, at(0)) == ["ü", "c"]
        assert len(await index.nearest(WIDE, vectors[0], 500, Filter(genres=frozenset({"jazz"})))) == 300
        await index.drop(WIDE)
        index = await reopen()
        assert [await index.count(WIDE), await index.count(FLAT)] == [0, 2]
        with pytest.raises(Invalid):
            await index.upsert(Space(FLAT.name, 3), [VectorEntry("d", np.ones(3, np.float32))])

    async def test_keeps_parts_spaces_and_aliases(self, reopen):
        index = await reopen()
        of = Attributes(artist="björk", year=1999, bpm=120.1, key="8A")
        await index.upsert(FLAT, [VectorEntry("a", at(part), of, part) for part in range(4)])
        await index.create(WIDE)
        await index.switch("library", FLAT)
        await index.switch("empty", WIDE)
        index = await reopen()
        assert await index.spaces() == [FLAT, WIDE]
        assert await index.aliases() == {"library": FLAT, "empty": WIDE}
        assert [(one.place, one.attributes) for one in await index.page(FLAT, 9)] == [(("a", n), of) for n in range(4)]
        await index.switch("library", WIDE)
        index = await reopen()
        assert await index.answering("library") == WIDE
        await index.delete(FLAT, ["a"])
        index = await reopen()
        assert await index.count(FLAT) == 0
