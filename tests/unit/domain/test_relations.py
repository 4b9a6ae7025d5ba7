"""Tempo and key: how alike, and what one is to the other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.relations import KeyKind, TempoKind
from musicsim.domain.rules.keys import camelot_hours, hours_between, key_likeness, key_number, key_relation
from musicsim.domain.rules.relations import tempi_between
from musicsim.domain.rules.tempo import octaves_between, tempo_likeness, tempo_relation
from tests.support.heard import bpms, keys

C, G, F, F_SHARP = (MusicalKey(tonic, Mode.MAJOR) for tonic in (0, 7, 5, 6))
A_MINOR, C_MINOR = (MusicalKey(tonic, Mode.MINOR) for tonic in (9, 0))


@pytest.mark.parametrize(
    ("one", "other", "kind", "change"),
    [
        (120, 120, TempoKind.SAME, 0),
        (120, 122, TempoKind.SAME, 1 / 60),
        (100, 103, TempoKind.FASTER, 0.03),
        (100, 97, TempoKind.SLOWER, -0.03),
        (80, 160, TempoKind.DOUBLE, 0),
        (80, 158.4, TempoKind.DOUBLE, -0.01),
        (140, 70, TempoKind.HALF, 0),
        (100, 150, TempoKind.FASTER, 0.5),
    ],
)
def test_tempo_relations(one: float, other: float, kind: TempoKind, change: float):
    found = tempo_relation(one, other)
    assert found.kind is kind
    assert found.change == pytest.approx(change)


@given(bpms, bpms)
def test_a_tempo_relation_leads_back_to_the_other(one: float, other: float):
    found = tempo_relation(one, other)
    factor = {TempoKind.DOUBLE: 2, TempoKind.HALF: 0.5}.get(found.kind, 1)
    assert one * factor * (1 + found.change) == pytest.approx(other)


@pytest.mark.parametrize("odd", [0.0, np.inf, np.nan])
def test_what_is_no_tempo_is_faster_than_none(odd: float):
    known = tempi_between(np.array([120.0, 60.0, odd]))
    assert known == [tempo_relation(120, 60), None]
    assert tempi_between(np.array([odd, 120.0, odd])) == [None, None]


@given(bpms, bpms)
def test_tempi_are_alike_to_the_octave(one: float, other: float):
    assert float(tempo_likeness(one, other)) <= float(tempo_likeness(one, one)) == pytest.approx(1)
    assert abs(float(octaves_between(one, other))) <= 0.5
    assert float(octaves_between(one, 2 * one)) == pytest.approx(0)
    assert float(tempo_likeness(one, 2 * one)) > float(tempo_likeness(one, 1.4 * one))


@pytest.mark.parametrize(
    ("one", "other", "kind", "steps"),
    [
        (C, C, KeyKind.SAME, 0),
        (C, A_MINOR, KeyKind.RELATIVE, 0),
        (A_MINOR, C, KeyKind.RELATIVE, 0),
        (C, C_MINOR, KeyKind.PARALLEL, -3),
        (C, G, KeyKind.DOMINANT, 1),
        (C, F, KeyKind.SUBDOMINANT, -1),
        (C, F_SHARP, KeyKind.OTHER, 6),
    ],
)
def test_key_relations(one: MusicalKey, other: MusicalKey, kind: KeyKind, steps: int):
    found = key_relation(one, other)
    assert (found.kind, found.one, found.other, found.steps) == (kind, one, other, steps)


@given(keys, keys, st.integers(0, 11))
def test_key_relations_do_not_care_where_the_music_is_played(one: MusicalKey, other: MusicalKey, up: int):
    higher = [MusicalKey((key.tonic + up) % 12, key.mode) for key in (one, other)]
    assert key_relation(*higher).kind is key_relation(one, other).kind
    assert key_relation(*higher).steps == key_relation(one, other).steps


@given(keys, keys)
def test_the_way_back_is_as_long(one: MusicalKey, other: MusicalKey):
    there, back = key_relation(one, other).steps, key_relation(other, one).steps
    assert there == back == 6 or there == -back


def test_keys_are_as_alike_as_listeners_find():
    """Krumhansl (1990), table 2.4: the correlations of the profiles."""
    others = np.array([key_number(key) for key in (C, A_MINOR, G, F, C_MINOR, F_SHARP)])
    assert key_likeness(0, others) == pytest.approx([1, 0.651, 0.591, 0.591, 0.511, -0.683], abs=0.002)
    assert key_likeness(0, np.arange(24)).mean() == pytest.approx(0, abs=1e-9)
    assert key_likeness(-1, others).tolist() == [0] * len(others)
    assert key_likeness(0, np.array([-1])).tolist() == [0]


@given(keys)
def test_hours_are_those_of_the_camelot_code(key: MusicalKey):
    assert camelot_hours(np.array([key_number(key)]))[0] == int(key.camelot[:-1])


@given(st.floats(1, 12), st.floats(1, 12))
def test_hours_go_the_shorter_way(one: float, other: float):
    way = float(hours_between(one, other))
    assert -6 <= way <= 6
    assert (one + way - other) % 12 == pytest.approx(0, abs=1e-9) or (one + way - other) % 12 == pytest.approx(12)
