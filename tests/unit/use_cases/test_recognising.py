"""Whole fingerprints in the background, the index in step with them, and excerpts that are recognised."""

from dataclasses import replace

import pytest

from musicsim.bootstrap import assemble
from musicsim.config import Settings
from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.clip import ClipAnswer
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import JobKind
from musicsim.domain.model.similarity import SimilarQuery
from musicsim.domain.rules.segmenting import segment_space
from tests.support.melodies import excerpt_file, melody_file
from tests.unit.use_cases.library import Library

SPACE = segment_space("memory@1")


@pytest.fixture
async def library() -> Library:
    library = Library()
    await library.fill(one=melody_file(1), two=melody_file(2))
    return library


async def printed(library: Library) -> None:
    """Everything that waits for it has its fingerprint, and the index shows it."""
    for track in await library.ports.segments.lacking("memory@1", 100):
        await library.app.clips.print_track(track.id)
    await library.app.clips.index_segments()


async def ask(library: Library, seed: int, start: float = 7.3, level: float = 0.5) -> ClipAnswer:
    source = InlineAudio(excerpt_file(seed, start, level=level))
    return await library.app.clips.search_by_clip(None, source, SimilarQuery())


def named(answer: ClipAnswer) -> list[str]:
    return [source.track.key for source in answer.sources]


async def test_an_excerpt_is_recognised_once_its_track_is_printed(library: Library) -> None:
    assert named(await ask(library, 2)) == []
    await printed(library)
    answer = await ask(library, 2, level=0.1)
    assert named(answer) == ["two.wav"]
    assert answer.sources[0].match.position == pytest.approx(7.3, abs=0.1)
    assert answer.hits[0].track.key == "two.wav"
    assert "two.wav" not in [hit.track.key for hit in answer.hits[1:]]


async def test_every_file_of_a_recording_is_a_source(library: Library) -> None:
    await library.fill(again=melody_file(2, 29.0))
    await printed(library)
    answer = await ask(library, 2)
    assert sorted(named(answer)) == ["again.wav", "two.wav"]
    assert len(answer.hits[0].copies) == 1


async def test_what_is_gone_is_not_recognised_and_what_is_back_is(library: Library) -> None:
    await printed(library)
    library.store.remove("two.wav")
    await library.scan()
    await library.app.index_tracks()
    assert named(await ask(library, 2)) == []
    library.store.put("two.wav", melody_file(2))
    await library.scan()
    await library.app.index_tracks()
    await library.app.clips.index_segments()
    assert named(await ask(library, 2)) == ["two.wav"]


async def test_what_the_index_lost_is_brought_back(library: Library) -> None:
    await printed(library)
    count = await library.ports.index.count(SPACE)
    first, second = sorted(track.id for track in (await library.tracks()).values())
    await library.ports.index.delete(SPACE, [first])
    assert await library.app.clips.reconcile_segments() == 1
    await library.app.clips.index_segments()
    assert await library.ports.index.count(SPACE) == count
    assert await library.app.clips.reconcile_segments() == 0
    await library.ports.segments.mark_unshown([second])
    assert await library.app.clips.reconcile_segments() == 1
    await library.app.clips.index_segments()
    assert await library.ports.index.count(SPACE) == count


async def test_switched_off_nothing_of_it_is_kept_in_the_index_and_on_again_it_comes_back(library: Library) -> None:
    await printed(library)
    off = assemble(Settings(scan_on_start=False, clips=False), library.ports)
    assert await off.feed_queue({JobKind.PRINT}) == 0
    assert await off.clips.index_segments() == 0
    assert SPACE not in await library.ports.index.spaces()
    answer = await off.clips.search_by_clip(None, InlineAudio(excerpt_file(2, 3.0)), SimilarQuery())
    assert (answer.recognising, answer.sources) == (False, [])
    assert len(answer.hits) > 0
    assert await library.app.clips.index_segments() == 2
    assert named(await ask(library, 2)) == ["two.wav"]


async def test_the_same_bytes_need_no_listening_for_their_fingerprint(library: Library) -> None:
    await library.fill(twin=melody_file(1))
    tracks = await library.tracks()
    prints = await library.ports.segments.prints([track.id for track in tracks.values()])
    assert prints[tracks["twin.wav"].id] == prints[tracks["one.wav"].id]


async def test_what_cannot_be_printed_says_why(library: Library) -> None:
    track = (await library.tracks())["one.wav"]
    with pytest.raises(NotFound):
        await library.app.clips.print_track(TrackId("nobody"))
    library.store.put("one.wav", melody_file(3))
    with pytest.raises(Conflict, match="changed"):
        await library.app.clips.print_track(track.id)
    library.store.remove("one.wav")
    with pytest.raises(NotFound, match="gone"):
        await library.app.clips.print_track(track.id)


async def test_an_excerpt_says_enough_or_is_refused(library: Library) -> None:
    for data, words in ((melody_file(1, 4.9), "too short"), (excerpt_file(1, 0.0, level=0.0), "silent")):
        with pytest.raises(Invalid, match=words):
            await library.app.clips.search_by_clip(None, InlineAudio(data), SimilarQuery())


async def test_the_limit_counts_the_source(library: Library) -> None:
    await printed(library)
    query = SimilarQuery()
    query = replace(query, options=replace(query.options, limit=1))
    answer = await library.app.clips.search_by_clip(None, InlineAudio(excerpt_file(1, 3.0)), query)
    assert [hit.track.key for hit in answer.hits] == ["one.wav"]
