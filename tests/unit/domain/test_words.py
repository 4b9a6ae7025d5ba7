"""Words: what they mean, and who fits."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.words import InKey, Paced, Tagged, WordQuery
from musicsim.domain.rules import grammar, vocabulary
from musicsim.domain.rules.alchemy import blend
from musicsim.domain.rules.grammar import INTENSITIES, SMALL
from musicsim.domain.rules.tag_scales import usual_scale
from musicsim.domain.rules.text import fold
from musicsim.domain.rules.traits import traits_of
from musicsim.domain.rules.vocabulary import TERMS
from musicsim.domain.rules.word_scores import clause_fit, tag_weights, word_scores
from musicsim.domain.rules.word_seeds import word_seeds
from musicsim.domain.rules.words import understand
from tests.support.examples import FEW
from tests.support.heard import a_track, heard
from tests.support.vectors import crowd
from tests.support.word_queries import CAST, QUERIES

SCALE = usual_scale()
PLAYERS = traits_of(list(CAST.values()), SCALE)
CLAUSES = ("calm", "very sad", "no guitar", "rapide", "sans voix", "un peu de jazz", "120 bpm", "en la mineur", "xyzzy")
QUALITIES = ("sad", "happy", "fast", "slow", "loud", "calme", "dansant", "dark", "jazz", "guitar", "voix")

crowds = st.lists(heard, min_size=1, max_size=4).map(lambda found: traits_of(found, SCALE))
phrases = st.sampled_from(QUALITIES)


def told(query: WordQuery) -> list[str]:
    return sorted(("-" if clause.negated else "") + clause.text for clause in query.clauses)


@pytest.mark.parametrize(("text", "clauses", "best"), QUERIES, ids=[text for text, _, _ in QUERIES])
def test_sixty_queries(text: str, clauses: str, best: str):
    query = understand(text)
    assert " ".join(told(query)) == " ".join(sorted(_split(clauses, query)))
    assert list(CAST)[int(word_scores(query, PLAYERS).argmax())] == best


def _split(clauses: str, query: WordQuery) -> list[str]:
    """The clauses of a line, whose terms may have several words."""
    expected, rest = [], clauses
    for term in sorted(told(query), key=len, reverse=True):
        if f" {term} " in f" {rest} ":
            expected.append(term)
            rest = f" {rest} ".replace(f" {term} ", "  ", 1).strip()
    return [*expected, *rest.split()]


def test_there_are_sixty():
    assert len({text for text, _, _ in QUERIES}) >= 60


@FEW
@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_clauses_changes_nothing(clauses: list[str], random):
    before = understand(", ".join(clauses))
    random.shuffle(clauses)
    after = understand(", ".join(clauses))
    assert set(after.clauses) == set(before.clauses)
    assert set(after.unknown) == set(before.unknown)
    assert np.allclose(word_scores(before, PLAYERS), word_scores(after, PLAYERS))


@FEW
@given(crowds, phrases, st.sampled_from(["not {}", "pas {}", "without {}", "sans {}", "no {}", "ni {}"]))
def test_negation_flips(crowd, phrase: str, negation: str):
    plain, flipped = understand(phrase).clauses[0], understand(negation.format(phrase)).clauses[0]
    assert flipped.negated
    assert np.allclose(clause_fit(plain, crowd) + clause_fit(flipped, crowd), 1)


@FEW
@given(phrases, st.sampled_from(["not not {}", "not without {}", "pas sans {}"]))
def test_two_negations_are_none(phrase: str, negation: str):
    assert understand(negation.format(phrase)).clauses == understand(phrase).clauses


@FEW
@given(st.text(max_size=80).filter(str.strip), crowds)
def test_any_text_is_understood_somehow(text: str, crowd):
    scores = word_scores(understand(text), crowd)
    assert scores.shape == (len(crowd),)
    assert ((scores >= 0) & (scores <= 1)).all()


@FEW
@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4), st.sampled_from([str.upper, str.title, str.lower]))
def test_case_accents_and_spaces_change_nothing(clauses: list[str], change):
    text = ", ".join(clauses)
    assert understand(change(text).replace(" ", "   ")) == understand(text)
    assert told(understand("mélancolique")) == told(understand("MELANCOLIQUE"))


@pytest.mark.parametrize("text", ["very sad", "un peu triste", "slightly sad", "vraiment triste", "rather sad"])
def test_intensity(text: str):
    plain, graded = understand("sad").clauses[0].intensity, understand(text).clauses[0].intensity
    assert (graded > plain) == (text.split()[0] in {"very", "vraiment"})
    assert graded != plain


def test_less_is_half_a_not():
    less, no = understand("less guitar").clauses[0], understand("no guitar").clauses[0]
    assert (less.negated, less.counts, less.intensity) == (True, 0.5, 1.0)
    assert (no.negated, no.counts) == (True, 1.0)
    assert understand("less guitar, no guitar").clauses[0].counts == 1.0


def test_very_fast_is_faster_than_fast():
    """Half as fast fits "a bit fast" better than "very fast"."""
    crowd = traits_of([CAST["rocker"]], SCALE)
    fits = [clause_fit(understand(text).clauses[0], crowd)[0] for text in ("very fast", "fast", "a bit fast")]
    assert fits == sorted(fits)


def test_intensity_weighs_clauses_against_one_another():
    crowd = traits_of([CAST["ballad"], CAST["folk"]], SCALE)
    sad, folk = (word_scores(understand(text), crowd) for text in ("very sad, a bit folk", "a bit sad, very folk"))
    assert sad[0] > sad[1]
    assert folk[1] > folk[0]


def test_silence_is_quiet():
    """Digital silence has a loudness of -inf LUFS."""
    crowd = traits_of([a_track(loudness=-np.inf), a_track(loudness=-6)], SCALE)
    scores = word_scores(understand("quiet"), crowd)
    assert 1 > scores[0] > 0.9 > scores[1]


def test_unknown_words_are_reported():
    query = understand("Xylophone joyeux, sans kazoo, 東京")
    assert query.unknown == ("xylophone", "東京")
    assert query.unwanted == ("kazoo",)


def test_what_is_only_roughly_meant_is_reported():
    assert understand("calm piano and guitar").rough == ("piano",)


def test_nothing_understood_prefers_nobody():
    assert set(word_scores(understand("xyzzy"), PLAYERS).tolist()) == {0.5}


@FEW
@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4))
def test_what_is_unknown_of_a_track_is_neither_for_nor_against(clauses: list[str]):
    silent = traits_of([Analysis(duration=1.0)], SCALE)
    assert word_scores(understand(", ".join(clauses)), silent)[0] == pytest.approx(0.5)


@pytest.mark.parametrize("text", ["", " ", "x" * 1001])
def test_what_cannot_be_read(text: str):
    with pytest.raises(Invalid):
        understand(text)


def test_the_same_word_twice_counts_once():
    assert understand("sad, very sad, triste").clauses == understand("very sad").clauses


def test_numbers():
    assert understand("at 128.5 bpm").clauses[0].meaning.wishes == (Paced(128.5, 0),)
    assert understand("128,5 BPM").clauses[0].meaning.wishes == (Paced(128.5, 0),)
    assert understand("100-90 bpm").clauses[0].meaning.wishes == (Paced(94.9, 0),)
    assert understand("1968").clauses[0].meaning.wishes == (Tagged(("60s",)),)
    assert understand("999 bpm, 7, 1923").clauses == ()


@pytest.mark.parametrize(
    "text", ["f# minor", "F sharp minor", "fa dièse mineur", "gb minor", "sol bémol mineur", "11A"]
)
def test_keys_by_any_name(text: str):
    assert understand(text).clauses[0].meaning.wishes == (InKey(MusicalKey(6, Mode.MINOR)),)


def test_directions_for_candidates():
    weights = tag_weights(understand("very sad, no guitar"))
    assert weights == {"sad": 1.5, "guitar": -1.0}
    assert tag_weights(understand("120 bpm")) == {}
    axes = dict(zip(("sad", "guitar"), np.eye(2, dtype=np.float32), strict=True))
    seeds = word_seeds(understand("very sad, no guitar, jazz"), axes)
    assert [(seed.name, seed.weight) for seed in seeds] == [("tag:sad", 1.5), ("tag:guitar", -1.0)]
    assert np.allclose(blend(seeds), axes["sad"])
    assert word_seeds(understand("120 bpm"), axes) == []


@pytest.mark.parametrize("text", [text for text, _, _ in QUERIES])
def test_every_query_has_seeds_that_blend_or_none(text: str):
    vectors = crowd(len(TAGS), 64)
    seeds = word_seeds(understand(text), dict(zip(TAGS, vectors, strict=True)))
    if any(seed.weight > 0 for seed in seeds):
        blend(seeds)


def test_the_vocabulary_is_in_order():
    """Folded, of tags that there are, and never a small word as well: what is looked up first would hide it."""
    for term, meaning in TERMS.items():
        assert fold(" ".join(term)) == " ".join(term)
        for wish in meaning.wishes:
            assert not isinstance(wish, Tagged) or {*wish.any_of, *wish.none_of} <= set(TAGS)
    assert not TERMS.keys() & (SMALL.keys() | INTENSITIES.keys())
    wishes = [wish for meaning in TERMS.values() for wish in meaning.wishes if isinstance(wish, Tagged)]
    assert set(TAGS) <= {name for wish in wishes for name in wish.any_of}


def test_every_spelling_stands_once():
    """A second one would silently take the place of the first."""
    tables = (grammar._WORDS.values(), grammar._INTENSITIES.values(), [spellings for spellings, _ in vocabulary._TABLE])
    for table in tables:
        spellings = [one for line in table for one in line.split(", ")]
        assert len(spellings) == len(set(spellings))


def test_clauses_between_commas_do_not_touch():
    for order in permutations(["no voice", "calm", "guitar"]):
        assert told(understand(", ".join(order))) == ["-voice", "calm", "guitar"]
