"""Facets find what the whole sound does not lead to, and each hit can be explained."""

from dataclasses import replace

import numpy as np
import pytest

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.facets import Facet, FacetWeights
from musicsim.domain.model.similarity import RankingOptions, SimilarQuery, SimilarTracks
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import Track
from musicsim.domain.model.vectors import Filter
from tests.support.heard import a_track as heard_as
from tests.support.stocked import crowd, leaning, stocked, unit
from tests.unit.use_cases.library import Library

MANY = 700  # more than one question brings
FREE = RankingOptions(limit=5, per_artist=None, per_album=None)


def only(facet: Facet) -> FacetWeights:
    weights = dict.fromkeys(Facet, 0.0) | {facet: 1.0}
    return FacetWeights(**{one.value: weight for one, weight in weights.items()})


def numbers(found: SimilarTracks) -> list[int]:
    return [int(hit.track.metadata.title.rpartition(" ")[2]) for hit in found.hits]


def farthest(vectors: np.ndarray, count: int) -> set[int]:
    """From the first one."""
    return set(np.argsort(vectors @ vectors[0])[:count].tolist())


async def asked(library: Library, seed: Track, weights: FacetWeights, **more: object) -> SimilarTracks:
    return await library.app.find_similar(seed.id, SimilarQuery(FREE, weights=weights, **more))


@pytest.mark.parametrize(
    ("facet", "like", "unlike"),
    [
        (Facet.RHYTHM, heard_as(bpm=95.0), heard_as(bpm=140.0)),
        (Facet.HARMONY, heard_as(key="8A"), heard_as(key="2A")),
    ],
)
async def test_one_side_alone_finds_its_own_among_many(facet: Facet, like: Analysis, unlike: Analysis) -> None:
    """The five with the seed's tempo, or key, are those that sound least like it."""
    vectors = crowd(MANY)
    own = farthest(vectors, 5)
    heard = [like if n in own or n == 0 else unlike for n in range(MANY)]
    library, tracks = await stocked(list(zip(heard, vectors, strict=True)))
    assert set(numbers(await asked(library, tracks[0], only(facet)))) == own
    filtered = await asked(library, tracks[0], only(facet), where=Filter(bpm=Span(300, None)))
    assert not filtered.hits


async def test_mood_alone_finds_what_feels_alike() -> None:
    vectors = crowd(MANY)
    heard = leaning(vectors, "sad", 3)
    sad = [heard[n].tags.probabilities["sad"] for n in range(MANY)]  # type: ignore[union-attr]
    library, tracks = await stocked(list(zip(heard, vectors, strict=True)))
    seed = int(np.argmax(sad))
    found = await asked(library, tracks[seed], only(Facet.MOOD))
    assert min(sad[n] for n in numbers(found)) > np.quantile(sad, 0.9)


async def test_a_weight_of_zero_ignores_what_it_is_of() -> None:
    """Whatever the tempi are, the answer is the same."""
    vectors = crowd(60)
    weights = FacetWeights(rhythm=0.0, harmony=2.0)
    answers = []
    for tempo in (90.0, 150.0):
        heard = [heard_as(bpm=tempo if n % 2 else 120.0, key="8A" if n % 3 else "3B") for n in range(60)]
        library, tracks = await stocked(list(zip(heard, vectors, strict=True)))
        found = await asked(library, tracks[0], weights)
        answers.append([(hit.track.id, hit.score) for hit in found.hits])
    assert answers[0] == answers[1]


async def test_equal_weights_are_the_plain_question() -> None:
    vectors = crowd(60)
    library, tracks = await stocked([(heard_as(), vector) for vector in vectors])
    equal = FacetWeights(timbre=3, rhythm=3, harmony=3, mood=3)
    assert (await asked(library, tracks[0], equal)).hits == (await asked(library, tracks[0], FacetWeights())).hits


async def test_copies_stay_together_whatever_counts() -> None:
    """The seed's stand apart, those of another go with it."""
    vectors = crowd(20)
    twins = unit(vectors[[0, 1]] + 1e-4)
    heard = [heard_as(bpm=100.0 + n, key="8A") for n in range(20)] + [heard_as(bpm=100.0), heard_as(bpm=101.0)]
    library, tracks = await stocked(list(zip(heard, [*vectors, *twins], strict=True)))
    found = await asked(library, tracks[0], FacetWeights(rhythm=5))
    assert [track.id for track in found.copies] == [tracks[20].id]
    assert {tracks[1].id, tracks[21].id} in [{hit.track.id, *(copy.id for copy in hit.copies)} for hit in found.hits]


async def test_why_names_what_both_have() -> None:
    vectors = crowd(30)
    heard = [heard_as(bpm=100.0, key="8A", sad=0.6)] * 2 + [heard_as(bpm=150.0, key="2B")] * 28
    library, tracks = await stocked(list(zip(heard, vectors, strict=True)))
    found = await asked(library, tracks[0], FacetWeights(rhythm=2, mood=2), explain=True)
    [hit] = [hit for hit in found.hits if hit.track.id == tracks[1].id]
    assert hit.why is not None
    assert hit.why.example == replace(tracks[0], status=found.seed.status)
    told = hit.why.explanation
    assert sum(told.shares) == pytest.approx(1)
    assert [tag.name for tag in told.tags] == ["sad"]
    assert told.tempo is not None
    assert told.tempo.kind == "same"
    assert told.key is not None
    assert told.key.kind == "same"


async def test_a_library_of_two_has_facets_too() -> None:
    library, tracks = await stocked([(heard_as(), crowd(2)[n]) for n in range(2)])
    assert numbers(await asked(library, tracks[0], only(Facet.MOOD), explain=True)) == [1]
