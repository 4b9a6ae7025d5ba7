"""What sounds like this track?"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.facets import BALANCED, FacetWeights
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.similarity import RankingOptions, SimilarQuery, SimilarTracks
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import EVERYTHING, Filter, Neighbour, Space
from tests.support.samples import DAY
from tests.unit.use_cases.library import SILENCE, Library, tone


async def _library() -> Library:
    """Tones from low to high by three artists, and a quieter copy of one of them."""
    library = Library()
    for number, pitch in enumerate((200, 215, 230, 900, 930, 2000, 2100, 3000)):
        library.say(f"{pitch}.wav", artist=f"Artist {number % 3}", year=2000 + number)
        library.store.put(f"{pitch}.wav", tone(pitch))
    library.store.put("quiet 200.wav", tone(200, level=0.1))
    await library.scan()
    await library.listen()
    return library


async def _similar(library: Library, key: str, query: SimilarQuery | None = None) -> SimilarTracks:
    seed = (await library.tracks())[key]
    free = SimilarQuery(RankingOptions(per_artist=None, per_album=None))
    return await library.app.find_similar(seed.id, query or free)


async def test_the_nearest_come_first_without_the_seed() -> None:
    library = await _library()
    found = await _similar(library, "900.wav")
    assert found.seed.key == "900.wav"
    assert found.hits[0].track.key == "930.wav"
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert "900.wav" not in {hit.track.key for hit in found.hits}


async def test_copies_are_grouped_and_those_of_the_seed_stand_apart() -> None:
    library = await _library()
    assert [track.key for track in (await _similar(library, "200.wav")).copies] == ["quiet 200.wav"]
    [with_copy] = [hit for hit in (await _similar(library, "900.wav")).hits if hit.copies]
    assert {with_copy.track.key, with_copy.copies[0].key} == {"200.wav", "quiet 200.wav"}
    plain = SimilarQuery(RankingOptions(per_artist=None, group_copies=False))
    assert not (await _similar(library, "200.wav", plain)).copies


async def test_caps_and_filters_hold() -> None:
    library = await _library()
    capped = await _similar(library, "900.wav", SimilarQuery(RankingOptions(per_artist=1)))
    artists = [hit.track.metadata.artist for hit in capped.hits if hit.track.metadata.artist]
    assert len(artists) == len(set(artists))
    recent = SimilarQuery(RankingOptions(per_artist=None), Filter(year=Span(2005, None)))
    assert {hit.track.key for hit in (await _similar(library, "900.wav", recent)).hits} == {
        "2000.wav",
        "2100.wav",
        "3000.wav",
    }


async def test_the_circle_widens_until_there_are_enough() -> None:
    """Fifty tracks by one artist lie nearer than the two others that the cap leaves room for."""
    library = Library()
    for pitch in range(400, 500, 2):
        library.say(f"{pitch}.wav", artist="One")
        library.store.put(f"{pitch}.wav", tone(pitch))
    for pitch in (2500, 3000):
        library.say(f"{pitch}.wav", artist=str(pitch))
        library.store.put(f"{pitch}.wav", tone(pitch))
    await library.scan()
    await library.listen()
    options = RankingOptions(limit=3, per_artist=1, per_album=None, group_copies=False)
    found = await _similar(library, "450.wav", SimilarQuery(options))
    assert len(found.hits) == 3


async def test_a_track_gone_from_the_rows_is_never_an_answer() -> None:
    library = await _library()
    library.store.remove("930.wav")
    await library.scan()
    assert "930.wav" not in {hit.track.key for hit in (await _similar(library, "900.wav")).hits}


@pytest.mark.parametrize("weights", [BALANCED, FacetWeights(timbre=0.5)])
async def test_what_is_remembered_and_no_longer_so_is_ranked_anew(weights: FacetWeights) -> None:
    """What is gone makes room for the next, and caps hold for names as they are now."""
    library = await _library()
    app, seed = library.app, (await library.tracks())["900.wav"].id
    options = RankingOptions(limit=3, per_artist=1, group_copies=False)
    query = SimilarQuery(options, weights=weights, explain=True)
    before = await app.find_similar(seed, query)
    await app.discovery.recall_tracks.refresh()
    assert _told(await app.find_similar(seed, query)) == _told(before)
    first, second, third = (hit.track for hit in before.hits)
    await library.ports.catalogue.mark_missing([first.id], DAY)
    found = await app.find_similar(seed, query)
    assert len(found.hits) == 3
    assert _told(found) == _told(await library.app.find_similar(seed, query))
    about = replace(third.metadata, artist=second.metadata.artist)
    await library.ports.catalogue.save([replace(third, metadata=about)])
    found = await app.find_similar(seed, query)
    assert third.id not in {hit.track.id for hit in found.hits}
    assert _told(found) == _told(await library.app.find_similar(seed, query))


def _told(found: SimilarTracks) -> list[tuple[str, str, float, object]]:
    return [(hit.track.key, hit.track.metadata.artist, hit.score, hit.why) for hit in found.hits]


async def test_whoever_asks_at_that_moment_is_answered_as_well() -> None:
    library = await _library()
    app, seed = library.app, (await library.tracks())["900.wav"].id
    query = SimilarQuery(RankingOptions(limit=3, per_artist=None, group_copies=False))
    await app.discovery.recall_tracks.refresh()
    gone = (await app.find_similar(seed, query)).hits[0].track
    await library.ports.catalogue.mark_missing([gone.id], DAY)
    found = await asyncio.gather(*(app.find_similar(seed, query) for _ in range(3)))
    assert [len(one.hits) for one in found] == [3, 3, 3]
    assert _told(found[0]) == _told(found[1]) == _told(found[2])


class _CountedIndex(MemoryVectorIndex):
    """Counts how often it is asked for what is near."""

    asked = 0

    async def nearest_vectors(
        self, space: Space, vector: Vector, limit: int, where: Filter = EVERYTHING
    ) -> tuple[list[Neighbour], Mapping[str, Vector]]:
        self.asked += 1
        return await super().nearest_vectors(space, vector, limit, where)


async def test_where_much_of_what_is_remembered_is_gone_the_index_is_asked_a_few_times() -> None:
    index = _CountedIndex()
    library = Library(index=index)
    await library.fill(**{str(pitch): tone(pitch) for pitch in range(400, 600, 4)})
    app, tracks = library.app, await library.tracks()
    query = SimilarQuery(RankingOptions(limit=1, per_artist=None, per_album=None, group_copies=False))
    near = (await app.find_similar(tracks["400.wav"].id, replace(query, options=replace(query.options, limit=40)))).hits
    await app.discovery.recall_tracks.refresh()
    await library.ports.catalogue.mark_missing([hit.track.id for hit in near], DAY)
    index.asked = 0
    [found] = (await app.find_similar(tracks["400.wav"].id, query)).hits
    assert found.track.key not in {hit.track.key for hit in near}
    assert 1 < index.asked < 10


async def test_a_library_of_one() -> None:
    library = Library()
    await library.fill(a=tone(440))
    assert list((await _similar(library, "a.wav")).hits) == []


async def test_seeds_that_cannot_be_asked_about() -> None:
    library = Library()
    await library.fill(silent=SILENCE, broken=b"?")
    library.store.put("waiting.wav", tone(440))
    await library.scan()
    for key, reason in (("silent.wav", "silent"), ("broken.wav", "not_audio"), ("waiting.wav", "not been listened")):
        with pytest.raises(Conflict, match=reason):
            await _similar(library, key)
    with pytest.raises(NotFound):
        await library.app.find_similar(TrackId("nobody"))
    for limit in (0, 101):
        with pytest.raises(Invalid) as fault:
            await _similar(library, "silent.wav", SimilarQuery(RankingOptions(limit=limit)))
        assert fault.value.field == "limit"


async def test_an_artist_with_more_tracks_than_anybody_listens_through_leaves_room_for_others() -> None:
    """Whoever is full is left out of the next search: the circle need not widen over all that is by them."""
    library = Library()
    for number in range(300):
        library.say(f"{number}.wav", artist="Prolific")
        library.store.put(f"{number}.wav", tone(400 + number / 10, seconds=0.1))
    library.say("other.wav", artist="Other")
    library.store.put("other.wav", tone(3000))
    await library.scan()
    await library.listen()
    options = RankingOptions(limit=10, per_artist=2, per_album=None, group_copies=False)
    found = await _similar(library, "0.wav", SimilarQuery(options))
    assert [hit.track.metadata.artist for hit in found.hits] == ["Prolific", "Prolific", "Other"]
