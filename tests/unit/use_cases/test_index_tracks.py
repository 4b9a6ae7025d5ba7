"""Keeping the vector index in step with the rows."""

from collections.abc import Awaitable, Callable

import pytest

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.vectors import Space
from tests.unit.use_cases.library import Library, tone


async def _shown(library: Library) -> int:
    return await library.index.count(library.analyser.spaces[0])


async def test_the_index_follows_the_rows() -> None:
    library = Library()
    await library.fill(a=tone(220), b=tone(440))
    assert await _shown(library) == 2
    library.store.remove("a.wav")
    await library.scan()
    assert await library.app.index_tracks() == 1
    assert await _shown(library) == 1
    assert await library.app.index_tracks() == 0


async def test_what_a_crash_left_between_row_and_vector_is_finished() -> None:
    library = Library()
    library.store.put("a.wav", tone(220))
    await library.scan()
    [track] = (await library.tracks()).values()
    await library.app.analyse_track(track.id)
    assert await _shown(library) == 0
    assert await library.app.index_tracks() == 1
    assert await _shown(library) == 1


async def test_an_index_that_was_lost_is_filled_anew() -> None:
    library = Library()
    await library.fill(a=tone(220), b=tone(440), c=tone(880))
    library.index = MemoryVectorIndex()
    assert await library.app.index_tracks() == 0
    assert await library.app.index_tracks(verify=True) == 3
    assert await _shown(library) == 3


async def test_what_no_row_asks_for_is_removed_while_the_rest_answers() -> None:
    library = Library(index=_Meanwhile())
    await library.fill(a=tone(220), b=tone(440))
    library.database.rows.popitem()
    assert await library.app.index_tracks(verify=True) == 0
    [left] = library.database.rows
    assert [entry.id for entry in await library.index.page(library.analyser.spaces[0], 10)] == [left]
    assert library.index.dropped == 0


async def test_rows_stay_stale_while_the_index_is_down() -> None:
    library = Library()
    library.store.put("a.wav", tone(220))
    await library.scan()
    library.index.reachable = False
    with pytest.raises(Unavailable):
        await library.listen()
    library.index.reachable = True
    assert await library.app.index_tracks() == 1


class _Meanwhile(MemoryVectorIndex):
    """While it counts, something else happens."""

    def __init__(self) -> None:
        super().__init__()
        self.happens: Callable[[], Awaitable[object]] | None = None
        self.dropped = 0

    async def count(self, space: Space) -> int:
        if self.happens is not None:
            await self.happens()
        return await super().count(space)

    async def drop(self, space: Space) -> None:
        self.dropped += 1
        await super().drop(space)


async def test_a_scan_that_writes_meanwhile_is_no_reason_to_begin_anew() -> None:
    library = Library(index=_Meanwhile())
    await library.fill(a=tone(220), b=tone(440))
    library.store.remove("a.wav")
    library.index.happens = library.scan
    await library.app.index_tracks(verify=True)
    assert library.index.dropped == 0
    library.index.happens = None
    await library.app.index_tracks(verify=True)
    assert (library.index.dropped, await _shown(library)) == (0, 1)
