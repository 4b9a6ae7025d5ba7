"""Measuring how good the answers are."""

from musicsim.domain.model.evaluation import Label
from tests.unit.use_cases.library import Library, tone

PITCHES = {"low": (200, 207, 214, 221), "high": (2000, 2070, 2140, 2210)}


async def _library() -> Library:
    """Two styles by two artists each, clearly apart, and one quiet copy."""
    library = Library()
    for style, pitches in PITCHES.items():
        for number, pitch in enumerate(pitches):
            artist = f"{style} {number % 2}"
            library.say(f"{pitch}.wav", artist=artist, album=artist, genre=style)
            library.store.put(f"{pitch}.wav", tone(pitch))
    library.say("copy.wav", artist="low 0", genre="low")
    library.store.put("copy.wav", tone(200, level=0.1))
    await library.scan()
    await library.listen()
    return library


async def test_what_is_clearly_apart_is_found_and_chance_does_worse() -> None:
    quality = await (await _library()).app.evaluate_similarity([("200.wav", "copy.wav")])
    ours = quality.retrieval["memory@1"][Label.STYLE]
    chance = quality.retrieval["random"][Label.STYLE]
    assert (quality.tracks, ours.queries, ours.precision[1]) == (9, 9, 1.0)
    assert ours.mean_average_precision > chance.mean_average_precision


async def test_near_duplicates_are_held_against_the_truth() -> None:
    library = await _library()
    right = await library.app.evaluate_similarity([("200.wav", "copy.wav")])
    assert right.duplicates is not None
    assert ("200.wav", "copy.wav") not in right.duplicates.missed
    wrong = await library.app.evaluate_similarity([("200.wav", "2210.wav")])
    assert wrong.duplicates is not None
    assert wrong.duplicates.missed == [("200.wav", "2210.wav")]
    assert ("200.wav", "copy.wav") in wrong.duplicates.false
    assert (await library.app.evaluate_similarity()).duplicates is None


async def test_known_pairs_that_are_not_in_the_library_do_not_count() -> None:
    quality = await (await _library()).app.evaluate_similarity([("200.wav", "copy.wav"), ("nowhere.wav", "200.wav")])
    assert quality.duplicates is not None
    assert quality.duplicates.expected == 1


async def test_an_empty_library_has_no_quality() -> None:
    quality = await Library().app.evaluate_similarity()
    assert (quality.tracks, quality.groups) == (0, 0)
