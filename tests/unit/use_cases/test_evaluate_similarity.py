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


async def test_each_rule_shows_in_the_answers() -> None:
    rules = (await (await _library()).app.evaluate_similarity()).rules
    assert list(rules) == ["nearest", "copies grouped", "caps", "diversity 0.3", "hubs damped", "default"]
    assert 0 < rules["nearest"].style < 1
    assert rules["caps"].artists >= rules["nearest"].artists
    assert all(0 <= one.orphans < 1 for one in rules.values())


async def test_an_empty_library_has_no_quality() -> None:
    quality = await Library().app.evaluate_similarity()
    assert (quality.tracks, quality.groups, quality.rules) == (0, 0, {})


async def test_the_own_artist_is_no_answer_to_a_question_of_style() -> None:
    """Nearest to each of the first two is the other, by the same artist; nearest of the others is another style."""
    library = Library()
    for pitch, artist, style in ((200, "a", "low"), (206, "a", "low"), (240, "b", "high"), (3000, "c", "low")):
        library.say(f"{pitch}.wav", artist=artist, genre=style)
        library.store.put(f"{pitch}.wav", tone(pitch))
    await library.scan()
    await library.listen()
    measured = (await library.app.evaluate_similarity([("206.wav", "nothing.wav")])).retrieval["memory@1"]
    assert (measured[Label.STYLE].queries, measured[Label.STYLE].precision[1]) == (3, 0.0)
    assert measured[Label.ARTIST].precision[1] == 1.0


async def test_a_copy_is_no_answer_either() -> None:
    library = Library()
    for name, pitch, artist, style in (("200", 200, "a", "low"), ("copy", 200, "b", "low"), ("240", 240, "c", "high")):
        library.say(f"{name}.wav", artist=artist, genre=style)
        library.store.put(f"{name}.wav", tone(pitch, level=0.1 if name == "copy" else 0.5))
    await library.scan()
    await library.listen()
    quality = await library.app.evaluate_similarity([("200.wav", "copy.wav")])
    assert quality.retrieval["memory@1"][Label.STYLE].queries == 0
