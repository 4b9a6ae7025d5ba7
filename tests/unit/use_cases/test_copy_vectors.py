"""A vector index is copied to another one, whatever that holds already."""

import asyncio
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.vector_copy import CopyPhase, CopyProgress
from musicsim.domain.model.vectors import LIBRARY, Attributes, Neighbour, Space, VectorEntry
from musicsim.domain.use_cases.copy_vectors import CopyVectors
from tests.support.vectors import ATTRIBUTES, FLAT, WIDE, at, crowd, entries_in, entries_of

ENTRIES = st.lists(
    st.builds(
        VectorEntry, st.sampled_from("abcdefgh"), st.integers(0, 7).map(lambda n: at(45 * n)), ATTRIBUTES,
        st.sampled_from((0, 0, 1, 2)),
    ),
    max_size=12,
)  # fmt: skip


async def _filled(count: int = 1_200) -> MemoryVectorIndex:
    """A wide space that answers, with ids of several parts, and one that is empty."""
    index = MemoryVectorIndex()
    await index.upsert(WIDE, entries_of(crowd(count), [Attributes(year=number) for number in range(count)]))
    await index.upsert(
        WIDE, [VectorEntry("e7", vector, part=part + 1) for part, vector in enumerate(crowd(1_200, seed=1))]
    )
    await index.create(FLAT)
    await index.switch(LIBRARY, WIDE)
    return index


async def _told(index: MemoryVectorIndex, space: Space) -> list[object]:
    return [(one.place, one.vector.tolist(), one.attributes) for one in await entries_in(index, space)]


async def test_everything_is_copied_and_verified() -> None:
    source, target = await _filled(), MemoryVectorIndex()
    seen: list[CopyProgress] = []
    copy = await CopyVectors(source=source, target=target)(seen.append)
    assert copy.verified
    assert [(one.space, one.written, one.removed, one.entries) for one in copy.spaces] == [
        (FLAT, 0, 0, 0),
        (WIDE, 2_400, 0, 2_400),
    ]
    assert await target.aliases() == copy.aliases == {LIBRARY: WIDE}
    assert await target.spaces() == [FLAT, WIDE]
    assert await _told(target, WIDE) == await _told(source, WIDE)
    wide = [one for one in seen if one.space == WIDE]
    assert {one.phase for one in wide} == set(CopyPhase)
    assert wide[-1] == CopyProgress(WIDE, CopyPhase.VERIFYING, 2_400, 2_400)
    again = await CopyVectors(source=source, target=target)()
    assert (again.verified, [one.written for one in again.spaces]) == (True, [0, 0])


@given(ours=ENTRIES, theirs=ENTRIES)
def test_whatever_was_there_becomes_the_same(ours: list[VectorEntry], theirs: list[VectorEntry]) -> None:
    async def check() -> None:
        source, target = MemoryVectorIndex(), MemoryVectorIndex()
        await source.create(FLAT)
        await source.upsert(FLAT, ours)
        await target.upsert(FLAT, theirs)
        copy = await CopyVectors(source=source, target=target)()
        assert copy.verified
        assert await _told(target, FLAT) == await _told(source, FLAT)

    asyncio.run(check())


class _Breaking(MemoryVectorIndex):
    """Breaks off at its second write."""

    writes = 0

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        self.writes += 1
        if self.writes == 2:
            raise Unavailable("vector index", "It broke off.")
        await super().upsert(space, entries)


async def test_a_copy_that_broke_off_goes_on_where_it_stopped() -> None:
    source, target = await _filled(), _Breaking()
    with pytest.raises(Unavailable):
        await CopyVectors(source=source, target=target)()
    before = await target.count(WIDE)
    assert 0 < before < 2_400
    assert await target.aliases() == {}
    copy = await CopyVectors(source=source, target=target)()
    assert copy.verified
    assert copy.spaces[1].written == 2_400 - before


async def test_what_else_the_target_holds_is_left_alone() -> None:
    source, target, other = await _filled(10), MemoryVectorIndex(), Space("other@1", 3)
    await target.create(other)
    await target.switch("mine", other)
    assert (await CopyVectors(source=source, target=target)()).verified
    assert await target.spaces() == [other, FLAT, WIDE]
    assert await target.aliases() == {LIBRARY: WIDE, "mine": other}


async def test_a_space_of_another_dimension_is_in_the_way() -> None:
    source, target = await _filled(10), MemoryVectorIndex()
    await target.create(Space(WIDE.name, 3))
    with pytest.raises(Invalid):
        await CopyVectors(source=source, target=target)()


class _Forgetful(MemoryVectorIndex):
    """Drops every tenth entry that it is given."""

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        await super().upsert(space, [entry for number, entry in enumerate(entries) if number % 10])


class _Blurred(MemoryVectorIndex):
    """Keeps vectors a little off."""

    async def upsert(self, space: Space, entries: Sequence[VectorEntry]) -> None:
        off = [VectorEntry(one.id, one.vector + np.float32(1e-5), one.attributes, one.part) for one in entries]
        await super().upsert(space, off)


class _Blind(MemoryVectorIndex):
    """Keeps everything and finds the wrong ones."""

    async def nearest(self, space: Space, *_: object) -> list[Neighbour]:
        return [Neighbour(entry.id, 0.0, entry.part) for entry in await self.page(space, 10)]


@pytest.mark.parametrize("poor", [_Forgetful, _Blurred, _Blind])
async def test_a_target_that_is_not_the_same_is_not_verified_and_does_not_answer(poor: type[MemoryVectorIndex]) -> None:
    source, target = await _filled(300), poor()
    copy = await CopyVectors(source=source, target=target)()
    assert not copy.verified
    assert list(copy.held_back) == [LIBRARY]
    assert await target.aliases() == {}
