"""Names, passwords, and texts that prove something by being known."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid, TooMany
from musicsim.domain.model.api_token import Scope
from musicsim.domain.model.identity import SessionId
from musicsim.domain.rules.names import LONGEST, checked_name, name_key
from musicsim.domain.rules.passwords import SHORTEST, checked_password, normal, one_time_password
from musicsim.domain.rules.secret_texts import (
    BEGINNING,
    derived,
    digest,
    new_api_token,
    new_refresh_token,
    session_of,
    successor,
)

KEY = b"a key"
texts = st.text(max_size=80)


@given(texts)
def test_a_name_that_is_kept_is_found_again(text: str):
    try:
        kept = checked_name(text)
    except Invalid:
        return
    assert 1 <= len(kept) <= LONGEST
    assert kept.isprintable()
    assert checked_name(kept) == kept
    assert name_key(kept) == name_key(text) == name_key(name_key(text))


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "a\tb\u200bc", "\ud800", "x" * (LONGEST + 1)])
def test_what_shows_nothing_is_no_name(name: str):
    with pytest.raises(Invalid) as fault:
        checked_name(name)
    assert fault.value.field == "name"


@given(texts)
def test_passwords_are_long_enough_and_not_the_name(text: str):
    try:
        kept = checked_password(text, "correct horse")
    except Invalid:
        return
    assert len(kept) >= SHORTEST
    assert name_key(kept) != "correct horse"
    assert normal(kept) == kept == normal(text)


def test_a_password_is_one_however_its_letters_are_composed():
    assert normal("cafe\u0301") == normal("café")


def test_the_password_before_is_no_other():
    with pytest.raises(Invalid) as fault:
        checked_password("correct horse", "ada", before="correct horse")
    assert fault.value.field == "password"


def test_one_time_passwords_may_be_had_and_differ():
    made = {one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert {checked_password(one, "ada") for one in made} == made


@given(st.text(max_size=30))
def test_a_refresh_token_has_one_successor_that_only_the_key_tells(session: str):
    token = new_refresh_token(SessionId(session))
    following = successor(token, KEY)
    assert following == successor(token, KEY) != token
    assert following not in (successor(token, b"another key"), successor(following, KEY))
    assert session_of(token) == session_of(following) == session


def test_secrets_are_long_and_told_apart_by_their_digests():
    tokens = {new_api_token() for _ in range(20)}
    assert len({digest(one) for one in tokens}) == 20
    assert all(one.startswith(BEGINNING) and len(one) >= 50 for one in tokens)
    assert len(digest("\ud800")) == 64


def test_keys_for_different_purposes_differ():
    assert len({derived(KEY, "one"), derived(KEY, "other"), derived(b"other", "one")}) == 3


def test_scopes_include_those_before():
    assert [[one.includes(other) for other in Scope] for one in Scope] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_errors_travel_between_processes():
    fault = pickle.loads(pickle.dumps(TooMany("Wait.", 3.0)))  # noqa: S301 - our own
    assert (str(fault), fault.retry_after) == ("Wait.", 3.0)
