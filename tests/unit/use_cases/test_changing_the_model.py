"""A new model fills a new space while the old one answers, and takes over when it is complete."""

import pytest

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Conflict
from musicsim.domain.model.job import JobKind
from musicsim.domain.model.reconciliation import IndexDifference
from musicsim.domain.model.similarity import RankingOptions, SimilarQuery
from musicsim.domain.model.vectors import LIBRARY, Filter, Space
from tests.support.next_model import NEXT, NextModel
from tests.unit.use_cases.library import Library, tone

[OLD] = MemoryAnalyser().spaces
FREE = RankingOptions(per_artist=None, per_album=None, group_copies=False)


async def _changed() -> Library:
    """Three tracks that the old model heard, and an application with the new one."""
    library = Library()
    await library.fill(a=tone(220), b=tone(440), c=tone(880))
    library.analyser = NextModel()
    return library


async def _hear(library: Library, *keys: str) -> None:
    tracks = await library.tracks()
    for key in keys:
        await library.app.analyse_track(tracks[key].id)


async def _similar(library: Library, key: str, where: Filter | None = None) -> list[str]:
    query = SimilarQuery(FREE, where or Filter())
    answer = await library.app.find_similar((await library.tracks())[key].id, query)
    return [hit.track.key for hit in answer.hits]


async def _answering(library: Library) -> Space | None:
    return await library.index.answering(LIBRARY)


async def test_the_first_space_answers_as_soon_as_there_is_one() -> None:
    library = Library()
    assert await library.app.index_tracks() == 0
    assert await _answering(library) == OLD


async def test_an_index_from_before_there_were_aliases_answers() -> None:
    library = Library()
    await library.fill(a=tone(220), b=tone(440))
    entries = await library.index.page(OLD, 10)
    library.index = MemoryVectorIndex()
    await library.index.upsert(OLD, entries)
    assert await _similar(library, "a.wav") == ["b.wav"]
    assert await library.app.index_tracks() == 0
    assert await _answering(library) == OLD


async def test_the_old_space_answers_until_the_new_one_is_complete() -> None:
    library = await _changed()
    before = {key: await _similar(library, key) for key in ("a.wav", "b.wav", "c.wav")}
    for heard in ("a.wav", "b.wav"):
        await _hear(library, heard)
        assert await library.app.index_tracks() == 1
        assert await _answering(library) == OLD
        assert {key: await _similar(library, key) for key in before} == before
    await _hear(library, "c.wav")
    assert await library.app.index_tracks() == 1
    assert await _answering(library) == NEXT
    assert {key: await _similar(library, key) for key in before} == before
    assert [await library.index.count(space) for space in (OLD, NEXT)] == [3, 3]


async def test_what_only_the_old_model_heard_is_queued_until_the_new_one_answers() -> None:
    library = await _changed()
    library.store.put("new.wav", tone(330))
    await library.scan()
    worker = await library.queue.join("here:1")
    heard = []
    while await library.app.feed_queue({JobKind.LISTEN}):
        while (job := await library.queue.take(worker)) is not None:
            heard.append(job.track_id)
            await library.app.analyse_track(job.track_id)
            await library.queue.done(job)
    keys = {track.id: key for key, track in (await library.tracks()).items()}
    assert [keys[each] for each in heard] == ["new.wav", "a.wav", "b.wav", "c.wav"]
    await library.app.index_tracks()
    assert await _answering(library) == NEXT
    assert await library.app.feed_queue({JobKind.LISTEN}) == 0


async def test_what_the_new_model_has_not_heard_is_not_lacking() -> None:
    library = await _changed()
    await _hear(library, "a.wav")
    await library.app.index_tracks()
    assert not await library.app.reconcile_index(mend=True)
    assert await library.app.index_tracks() == 0
    assert await _answering(library) == OLD


async def test_a_new_space_that_lost_some_does_not_take_over_before_they_are_back() -> None:
    library = await _changed()
    await _hear(library, "a.wav", "b.wav", "c.wav")
    await library.app.index_tracks()
    lost = [entry.id for entry in await library.index.page(NEXT, 1)]
    await library.index.switch(LIBRARY, OLD)
    await library.index.delete(NEXT, lost)
    assert await library.app.index_tracks() == 0
    assert await _answering(library) == OLD
    assert await library.app.reconcile_index(mend=True, quick=True) == IndexDifference(lacking=1)
    assert await library.app.index_tracks() == 1
    assert await _answering(library) == NEXT


async def test_the_old_space_follows_the_rows_meanwhile() -> None:
    library = await _changed()
    library.store.remove("b.wav")
    library.say("c.wav", genre="Jazz")
    library.store.put("c.wav", tone(880, seconds=0.4))
    await library.scan()
    await library.app.index_tracks()
    assert await library.index.count(OLD) == 1
    await library.fill(new=tone(330))
    assert await _answering(library) == OLD
    assert await _similar(library, "a.wav") == []
    with pytest.raises(Conflict, match="another model"):
        await _similar(library, "new.wav")
    await _hear(library, "a.wav")
    await library.app.index_tracks()
    assert await _answering(library) == NEXT
    assert set(await _similar(library, "a.wav")) == {"new.wav", "c.wav"}
