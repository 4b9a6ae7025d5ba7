"""Cursors lead on, and nothing else does."""

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import TrackOrder
from musicsim.domain.rules.cursors import decode_cursor, encode_cursor

text = st.text(st.characters(exclude_categories=["Cs"]))
microseconds = st.integers(-(2**62), 2**62)


def forged(payload: object) -> str:
    """A cursor of anything, made by somebody who has read the code."""
    data = json.dumps(payload).encode()
    check = hashlib.sha256(b"musicsim cursor" + data).digest()[:6]
    return base64.urlsafe_b64encode(check + data).rstrip(b"=").decode()


@given(st.sampled_from([TrackOrder.KEY, TrackOrder.TITLE, TrackOrder.ARTIST]), text, text)
def test_what_is_encoded_comes_back(order: TrackOrder, value: str, last: str):
    assert decode_cursor(encode_cursor(order, value, last), order) == (value, last)


@given(microseconds, text)
def test_moments_too(value: int, last: str):
    assert decode_cursor(encode_cursor(TrackOrder.ADDED, value, last), TrackOrder.ADDED) == (value, last)


@given(st.text(), st.sampled_from(TrackOrder))
def test_any_other_text_is_invalid(cursor: str, order: TrackOrder):
    with pytest.raises(Invalid) as raised:
        decode_cursor(cursor, order)
    assert raised.value.field == "cursor"


def test_a_forgery_in_form_is_a_cursor():
    assert decode_cursor(forged(["key", "a", "b"]), TrackOrder.KEY) == ("a", "b")


@pytest.mark.parametrize(
    "payload",
    [None, 5, "key", [], {}, ["key"], ["key", 5, "b"], ["key", "a", 5], ["key", None, "b"], ["other", "a", "b"][:2]],
)
def test_forgeries_out_of_form_are_invalid(payload: object):
    with pytest.raises(Invalid):
        decode_cursor(forged(payload), TrackOrder.KEY)


@pytest.mark.parametrize("value", ["a", 2**63, -(2**70), 1.5, None])
def test_so_are_moments_that_are_none(value: object):
    with pytest.raises(Invalid):
        decode_cursor(forged(["added", value, "b"]), TrackOrder.ADDED)
