"""Words and seeds of every kind lead to tracks."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from musicsim.domain.errors import Conflict, Invalid
from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.facets import FacetWeights
from musicsim.domain.model.seeds import Heard, SeedKind, SeedWish
from musicsim.domain.model.similarity import RankingOptions, SimilarQuery
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter, Space, VectorEntry
from musicsim.domain.model.words import TextQuery, WordTracks
from musicsim.domain.rules.text import fold
from musicsim.ports.text_reader import TextReader
from tests.support.heard import a_track as heard_as
from tests.support.stocked import crowd, leaning, stocked
from tests.unit.use_cases.library import Library

MANY = 700
ANY = SimilarQuery(RankingOptions(limit=5, per_artist=None, per_album=None))


def numbers(found: WordTracks) -> list[int]:
    return [int(hit.track.metadata.title.rpartition(" ")[2]) for hit in found.hits]


async def _sad() -> tuple[Library, Sequence[float], np.ndarray]:
    """A library in which "sad" grows along an axis, how sad each track is, and the vectors."""
    vectors = crowd(MANY)
    heard = leaning(vectors, "sad", 3)
    library, _ = await stocked(list(zip(heard, vectors, strict=True)))
    return library, [one.tags.probabilities["sad"] for one in heard], vectors  # type: ignore[union-attr]


async def test_words_lead_to_what_has_their_tags() -> None:
    library, sad, _ = await _sad()
    assert set(numbers(await library.app.discovery.find_by_words("sad", ANY))) == set(np.argsort(sad)[-5:].tolist())


async def test_words_lead_away_from_what_they_negate() -> None:
    library, sad, _ = await _sad()
    found = numbers(await library.app.discovery.find_by_words("not sad", ANY))
    assert max(sad[n] for n in found) < np.quantile(sad, 0.1)


async def test_tempo_and_key_alone_find_theirs_among_many() -> None:
    vectors = crowd(MANY)
    heard = [heard_as(bpm=70.0, key="3B") if n % 100 == 7 else heard_as(bpm=140.0, key="8A") for n in range(MANY)]
    library, _ = await stocked(list(zip(heard, vectors, strict=True)))
    for text in ("slow", "70 bpm", "major", "3B"):
        found = await library.app.discovery.find_by_words(text, ANY)
        assert {n % 100 for n in numbers(found)} == {7}, text
        assert all(len(hit.fits) == 1 and hit.fits[0] > 0.5 for hit in found.hits)
    nothing = await library.app.discovery.find_by_words("slow", replace(ANY, where=Filter(bpm=Span(300, None))))
    assert not nothing.hits


async def test_what_is_not_understood_is_looked_for_in_names() -> None:
    library, _ = await stocked([(heard_as(), vector) for vector in crowd(3)])
    found = await library.app.discovery.find_by_words("zzz Title", ANY)
    assert found.query.unknown == ("zzz", "title")
    assert not found.named
    assert not found.hits
    assert len((await library.app.discovery.find_by_words("sad, 'Title'", ANY)).named) == 3


async def test_filters_hold_for_what_is_called_so() -> None:
    heard = [heard_as(bpm=90.0), heard_as(bpm=120.0), heard_as(bpm=150.0)]
    library, tracks = await stocked(list(zip(heard, crowd(3), strict=True)))
    one, artist = frozenset({str(tracks[1].id)}), frozenset({fold(tracks[0].metadata.artist)})
    for where, left in (
        (Filter(bpm=Span(100, None)), {1, 2}),
        (Filter(only_ids=one), {1}),
        (Filter(exclude_ids=one), {0, 2}),
        (Filter(exclude_artists=artist), {n for n in range(3) if fold(tracks[n].metadata.artist) not in artist}),
        (Filter(moods=frozenset({"unheard of"})), set()),
    ):
        found = await library.app.discovery.find_by_words("Title", replace(ANY, where=where))
        assert {track.id for track in found.named} == {tracks[n].id for n in left}, where


class PointingReader(TextReader):
    """Whatever it reads means the same point of a space of its own."""

    def __init__(self, embedding: Embedding) -> None:
        self._embedding = embedding

    @property
    def space(self) -> str | None:
        return self._embedding.space

    async def read(self, text: str) -> TextQuery:
        return TextQuery(embedding=self._embedding)


async def test_a_reader_that_knows_sounds_takes_the_vocabularys_place() -> None:
    vectors = crowd(10)
    library, tracks = await stocked([(heard_as(), vector) for vector in vectors])
    space = Space("clap@1", 3)
    points = np.eye(3, dtype=np.float32)
    await library.index.upsert(space, [VectorEntry(tracks[n].id, points[n]) for n in range(3)])
    find = replace(library.app.discovery.find_by_words, texts=PointingReader(Embedding(space.name, points[1])))
    found = await find("rain on a tin roof", ANY)
    assert numbers(found)[0] == 1
    assert len(found.hits) == 3


async def test_tags_and_words_are_seeds() -> None:
    library, sad, _ = await _sad()
    for wish in (SeedWish(SeedKind.TAG, "sad"), SeedWish(SeedKind.WORDS, "very sad")):
        gathered, found = await library.app.discovery.find_blended(None, [wish], ANY)
        assert min(sad[int(hit.track.metadata.title.rpartition(" ")[2])] for hit in found.hits) > np.quantile(sad, 0.9)
        assert gathered.found[0].tracks == 0
    explained = replace(ANY, explain=True)
    _, found = await library.app.discovery.find_blended(None, [SeedWish(SeedKind.TAG, "sad")], explained)
    assert {hit.why for hit in found.hits} == {None}  # there is no track to compare with


async def test_tags_go_by_any_spelling() -> None:
    library, _, _ = await _sad()
    gather = library.app.discovery.gather_seeds
    same, shouted = (
        await gather(None, [SeedWish(SeedKind.TAG, "sad")]),
        await gather(None, [SeedWish(SeedKind.TAG, "Sád")]),
    )
    assert np.array_equal(same.around.vector, shouted.around.vector)


async def test_tags_alone_have_no_tempo_to_compare() -> None:
    """Else any tracks would do, each as good as the other."""
    library, _, _ = await _sad()
    find, tag = library.app.discovery.find_blended, SeedWish(SeedKind.TAG, "sad")
    rhythm = replace(ANY, weights=FacetWeights(timbre=0, harmony=0, mood=0))
    with pytest.raises(Invalid) as fault:
        await find(None, [tag], rhythm)
    assert fault.value.field == "facets"
    assert (await find(None, [tag, SeedWish(SeedKind.TRACK, "t00001")], rhythm))[1].hits
    assert (await find(None, [tag], replace(ANY, weights=FacetWeights(timbre=0.1))))[1].hits


async def test_what_was_heard_elsewhere_is_a_seed() -> None:
    library, _, vectors = await _sad()
    clip = Heard("clip:1", vectors[4], heard_as())
    gathered, found = await library.app.discovery.find_blended(None, [], replace(ANY, explain=True), [clip])
    assert found.hits[0].track.metadata.title == "Title 4"
    assert found.hits[0].why is not None
    assert found.hits[0].why.example is None
    assert np.array_equal(gathered.around.vector, vectors[4])


async def test_a_seed_taken_away_is_undone_exactly() -> None:
    library, _, _ = await _sad()
    one, other = SeedWish(SeedKind.TRACK, "t00001"), SeedWish(SeedKind.TRACK, "t00002", -0.5)
    gather = library.app.discovery.gather_seeds
    both = await gather(None, [one, other])
    turned = await gather(None, [other, one])
    assert np.array_equal(both.around.vector, turned.around.vector)
    neutral = await gather(None, [one, replace(other, weight=0.0)])
    alone = await gather(None, [one])
    assert np.array_equal(neutral.around.vector, alone.around.vector)


async def test_seeds_that_cannot_be_asked_for() -> None:
    library, _ = await stocked([(heard_as(), crowd(1)[0])])
    gather = library.app.discovery.gather_seeds
    with pytest.raises(Conflict, match="not known yet"):
        await gather(None, [SeedWish(SeedKind.TAG, "sad")])
    with pytest.raises(Invalid) as fault:
        await gather(None, [SeedWish(SeedKind.FAVOURITES)])
    assert fault.value.field == "seeds"
    with pytest.raises(Invalid):
        await gather(None, [SeedWish(SeedKind.TRACK, "t00000")] * 51)
