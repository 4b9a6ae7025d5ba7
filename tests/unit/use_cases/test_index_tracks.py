"""Keeping the vector index in step with the rows."""

import pytest

from musicsim.domain.errors import Unavailable
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


async def test_rows_stay_stale_while_the_index_is_down() -> None:
    library = Library()
    library.store.put("a.wav", tone(220))
    await library.scan()
    library.index.reachable = False
    with pytest.raises(Unavailable):
        await library.listen()
    library.index.reachable = True
    assert await library.app.index_tracks() == 1
