"""What every vector index promises of ids with many vectors, and of reading all that it keeps."""

from abc import ABC, abstractmethod

import numpy as np
import pytest

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Invalid
from musicsim.domain.model.vectors import Attributes, Filter, Neighbour, VectorEntry
from musicsim.ports.vector_index import VectorIndex
from tests.support.vectors import FLAT, WIDE, at, crowd, entries_in, places

ALIKE = sorted(("a", "a\1", "a\1\2", "a ", "a!", "a0", "a00001", "a:", "a\x7f", "aa", "é", "🎵"))
"""Ids that an encoding of id and part could take for one another."""


class VectorPartsContract(ABC):
    @pytest.fixture
    @abstractmethod
    async def index(self) -> VectorIndex:
        """A new, empty index; the fixture closes it."""

    async def test_an_id_comes_once_by_its_nearest_part(self, index):
        parts = [VectorEntry("a", at(degrees), part=part) for part, degrees in enumerate((50, 20, 80))]
        await index.upsert(FLAT, [*parts, VectorEntry("b", at(30)), VectorEntry("c", at(90), part=9)])
        found = await index.nearest(FLAT, at(0), 10)
        assert [(one.id, one.part) for one in found] == [("a", 1), ("b", 0), ("c", 9)]
        np.testing.assert_allclose([one.score for one in found], np.cos(np.radians([20, 30, 90])), atol=1e-5)

    async def test_many_parts_of_one_id_do_not_crowd_out_others(self, index):
        crowded = [VectorEntry("many", at(part / 100), part=part) for part in range(300)]
        await index.upsert(FLAT, [*crowded, *(VectorEntry(f"x{n}", at(40 + n)) for n in range(4))])
        for limit in (1, 2, 4):
            found = await index.nearest(FLAT, at(0), limit)
            assert [one.id for one in found] == ["many", "x0", "x1", "x2"][:limit]
        assert len(await index.nearest(FLAT, at(0), 50)) == 5

    async def test_ties_ascend_by_id_and_show_the_first_part(self, index):
        entries = [VectorEntry(name, at(10), part=part) for name in ("b", "a", "c") for part in (12, 3, 7)]
        await index.upsert(FLAT, entries)
        assert await index.nearest(FLAT, at(10), 2) == [
            Neighbour("a", pytest.approx(1.0), 3),
            Neighbour("b", pytest.approx(1.0), 3),
        ]

    async def test_replaces_one_part_and_deletes_all(self, index):
        await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("a", at(10), part=1), VectorEntry("b", at(20))])
        await index.upsert(FLAT, [VectorEntry("a", at(90), Attributes(genres=frozenset({"rock"})), 1)])
        assert await index.count(FLAT) == 3
        assert [one.id for one in await index.nearest(FLAT, at(90), 5)] == ["a", "b"]
        np.testing.assert_allclose((await index.vectors(FLAT, ["a"]))["a"], at(0), atol=1e-6)
        await index.delete(FLAT, ["a", "unknown"])
        assert await places(index, FLAT) == [("b", 0)]
        assert await index.count(FLAT) == 1
        await index.upsert(FLAT, [VectorEntry("a", at(5), part=1)])
        assert await index.nearest(FLAT, at(5), 1) == [Neighbour("a", pytest.approx(1.0), 1)]

    async def test_of_two_entries_with_one_id_and_part_the_later_wins(self, index):
        await index.upsert(FLAT, [VectorEntry("a", at(0), part=2), VectorEntry("a", at(60), part=2)])
        assert await index.count(FLAT) == 1
        assert (await index.nearest(FLAT, at(60), 1))[0].score == pytest.approx(1.0, abs=1e-5)

    async def test_hands_out_vectors_of_part_0_only(self, index):
        await index.upsert(
            FLAT, [VectorEntry("a", at(0)), VectorEntry("a", at(9), part=1), VectorEntry("b", at(5), part=1)]
        )
        assert list(await index.vectors(FLAT, ["a", "b", "a\x0000001"])) == ["a"]

    async def test_filters_see_each_part_and_exclude_whole_ids(self, index):
        calm, loud = Attributes(genres=frozenset({"calm"}), bpm=60), Attributes(genres=frozenset({"loud"}), bpm=180)
        await index.upsert(
            FLAT,
            [VectorEntry("a", at(0), loud), VectorEntry("a", at(30), calm, 1), VectorEntry("b", at(50), calm, 4)],
        )
        found = await index.nearest(FLAT, at(0), 5, Filter(genres=frozenset({"calm"})))
        assert [(one.id, one.part) for one in found] == [("a", 1), ("b", 4)]
        found = await index.nearest(FLAT, at(0), 5, Filter(exclude_ids=frozenset({"a"})))
        assert [(one.id, one.part) for one in found] == [("b", 4)]

    async def test_refuses_parts_that_not_every_store_can_keep(self, index):
        for part in (-1, 65_536):
            with pytest.raises(Invalid):
                await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("a", at(0), part=part)])
            assert await index.count(FLAT) == 0

    async def test_ids_that_look_like_parts_of_others_are_their_own(self, index):
        expected = [(name, part) for name in ALIKE for part in (0, 1, 65_535)]
        await index.upsert(FLAT, [VectorEntry(name, at(0), part=part) for name, part in reversed(expected)])
        assert await places(index, FLAT, 5) == expected
        for count, name in enumerate(ALIKE, 1):
            assert await index.nearest(FLAT, at(0), 1) == [Neighbour(name, pytest.approx(1.0), 0)]
            await index.delete(FLAT, [name])
            assert await places(index, FLAT) == expected[3 * count :]

    async def test_agrees_with_the_reference(self, index):
        rng = np.random.default_rng(3)
        points = crowd(400)
        entries = [
            VectorEntry(f"e{rng.integers(60)}", point, Attributes(year=int(rng.integers(10))), int(rng.integers(12)))
            for point in points
        ]
        reference = MemoryVectorIndex()
        for one in (index, reference):
            for start in range(0, len(entries), 100):
                await one.upsert(WIDE, entries[start : start + 100])
                await one.delete(WIDE, [f"e{start // 10}", f"e{start // 10 + 1}"])
        for limit, where in ((5, Filter()), (40, Filter(exclude_ids=frozenset({"e3", "e5"}))), (100, Filter())):
            told, expected = [await one.nearest(WIDE, points[7], limit, where) for one in (index, reference)]
            assert [(one.id, one.part) for one in told] == [(one.id, one.part) for one in expected]
        assert await places(index, WIDE, 50) == await places(reference, WIDE)

    async def test_pages_hold_all_that_was_written(self, index):
        full = Attributes(
            artist="björk",
            genres=frozenset({"x y", "东"}),
            year=1999,
            bpm=120.1,
            key="8A",
            moods=frozenset({"calm", "sad"}),
            folder="a/ü b",
        )
        written = [
            VectorEntry("a", at(10), full),
            VectorEntry("a", at(20), Attributes(year=-300, duration=0.0), 3),
            VectorEntry("b", at(30) * 7, Attributes()),
            VectorEntry("c", at(-170), Attributes(genres=frozenset({'"'}), bpm=60 + 5 / 7, duration=1e-9 / 3)),
        ]
        await index.upsert(FLAT, list(reversed(written)))
        for size in (1, 3, 50):
            read = await entries_in(index, FLAT, size)
            assert [(one.place, one.attributes) for one in read] == [(one.place, one.attributes) for one in written]
            for one, original in zip(read, written, strict=True):
                assert one.vector.dtype == np.float32
                np.testing.assert_allclose(one.vector, original.vector / np.linalg.norm(original.vector), atol=1e-6)

    async def test_a_page_begins_behind_any_place(self, index):
        assert await index.page(FLAT, 5) == []
        assert await index.page(FLAT, 5, ("a", 3)) == []
        await index.upsert(FLAT, [VectorEntry(name, at(0), part=part) for name in "bd" for part in (0, 4)])
        for after, first in ((None, ("b", 0)), (("a", 9), ("b", 0)), (("b", 0), ("b", 4)), (("b", 3), ("b", 4))):
            assert (await index.page(FLAT, 1, after))[0].place == first
        for after, first in ((("b", 4), ("d", 0)), (("c" * 64, 1), ("d", 0)), (("d", 1), ("d", 4))):
            assert (await index.page(FLAT, 1, after))[0].place == first
        assert await index.page(FLAT, 9, ("d", 4)) == []

    async def test_pages_go_on_while_entries_come_and_go(self, index):
        await index.upsert(FLAT, [VectorEntry(f"{number:02}", at(number)) for number in range(30)])
        first = await index.page(FLAT, 10)
        await index.delete(FLAT, ["09", "12"])
        await index.upsert(
            FLAT, [VectorEntry("11", at(3)), VectorEntry("00!", at(0)), VectorEntry("14", at(1), part=2)]
        )
        rest = await index.page(FLAT, 50, first[-1].place)
        assert [one.place for one in rest] == sorted(
            [("14", 2), *((f"{number:02}", 0) for number in range(10, 30) if number != 12)]
        )
