"""What came apart between rows and vector index is found and mended."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace

import numpy as np
import pytest

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.reconciliation import IndexDifference
from musicsim.domain.model.vectors import Space, VectorEntry
from tests.unit.use_cases.library import Library, tone


class _Meanwhile(MemoryVectorIndex):
    """While it counts, or before it deletes, something else happens; once."""

    def __init__(self) -> None:
        super().__init__()
        self.counting: Callable[[], Awaitable[object]] | None = None
        self.deleting: Callable[[], Awaitable[object]] | None = None

    async def count(self, space: Space) -> int:
        happens, self.counting = self.counting, None
        if happens is not None:
            await happens()
        return await super().count(space)

    async def delete(self, space: Space, ids: Collection[str]) -> None:
        happens, self.deleting = self.deleting, None
        if happens is not None:
            await happens()
        await super().delete(space, ids)


async def _library(*pitches: int, index: MemoryVectorIndex | None = None) -> Library:
    library = Library(index=index or MemoryVectorIndex())
    await library.fill(**{f"p{pitch}": tone(pitch) for pitch in pitches})
    return library


async def _shown(library: Library) -> set[str]:
    return {entry.id for entry in await library.index.page(library.analyser.spaces[0], 1000)}


async def _stray(library: Library, name: str) -> None:
    """A vector that no row asks for."""
    space = library.analyser.spaces[0]
    await library.index.upsert(space, [VectorEntry(name, np.eye(1, space.dimension, dtype=np.float32)[0])])


async def test_an_index_that_was_lost_is_filled_anew() -> None:
    library = await _library(220, 440, 880)
    before = await _shown(library)
    library.index = MemoryVectorIndex()
    assert await library.app.index_tracks() == 0
    assert await library.app.reconcile_index(mend=True, quick=True) == IndexDifference(lacking=3)
    assert await library.app.index_tracks() == 3
    assert await _shown(library) == before
    assert not await library.app.reconcile_index(mend=True)


async def test_what_no_row_asks_for_is_removed_while_the_rest_answers() -> None:
    library = await _library(220, 440)
    library.database.rows.popitem()
    assert await library.app.reconcile_index(mend=True, quick=True) == IndexDifference(surplus=1)
    assert await _shown(library) == set(library.database.rows)
    assert await library.app.index_tracks() == 0


async def test_looking_changes_nothing() -> None:
    library = await _library(220, 440)
    await _stray(library, "nobody")
    before = await _shown(library)
    for _ in range(2):
        assert await library.app.reconcile_index(mend=False) == IndexDifference(surplus=1)
    assert await _shown(library) == before


async def test_the_vector_of_a_track_that_another_model_heard_last_is_no_surplus() -> None:
    """As after a new model was tried, and given up: the old one's vectors go on answering."""
    library = await _library(220, 440)
    heard = next(iter(library.database.rows.values()))
    heard.analysis = replace(heard.analysis, embeddings=())
    assert not await library.app.reconcile_index(mend=False)
    assert not await library.app.reconcile_index(mend=True)
    assert len(await _shown(library)) == 2


async def test_only_a_thorough_look_finds_as_many_lacking_as_surplus() -> None:
    library = await _library(220, 440)
    await library.index.delete(library.analyser.spaces[0], [next(iter(await _shown(library)))])
    await _stray(library, "nobody")
    assert not await library.app.reconcile_index(mend=True, quick=True)
    assert await library.app.reconcile_index(mend=True) == IndexDifference(1, 1)
    assert await library.app.index_tracks() == 1
    assert await _shown(library) == set(library.database.rows)


async def test_more_than_one_batch() -> None:
    library = await _library(220)
    names = [f"nobody{number:04}" for number in range(1201)]
    space = library.analyser.spaces[0]
    vector = np.eye(1, space.dimension, dtype=np.float32)[0]
    await library.index.upsert(space, [VectorEntry(name, vector) for name in names])
    assert await library.app.reconcile_index(mend=True) == IndexDifference(surplus=1201)
    assert await _shown(library) == set(library.database.rows)


async def test_a_scan_that_writes_meanwhile_is_no_difference() -> None:
    index = _Meanwhile()
    library = await _library(220, 440, index=index)
    library.store.remove("p220.wav")
    index.counting = library.scan
    assert not await library.app.reconcile_index(mend=True, quick=True)
    await library.app.index_tracks()
    assert not await library.app.reconcile_index(mend=True)


async def test_a_track_that_comes_back_while_its_vector_is_removed_is_shown_again() -> None:
    index = _Meanwhile()
    library = await _library(220, 440, index=index)
    data = tone(220)
    library.store.remove("p220.wav")
    await library.scan()  # its vector is still there

    async def comes_back() -> None:
        library.store.put("p220.wav", data)
        await library.scan()
        await library.app.index_tracks()

    index.deleting = comes_back
    await library.app.reconcile_index(mend=True)
    await library.app.index_tracks()
    assert await _shown(library) == set(library.database.rows)


async def test_a_store_that_is_down_is_told() -> None:
    library = await _library(220)
    library.index.reachable = False
    with pytest.raises(Unavailable):
        await library.app.reconcile_index(mend=True)
