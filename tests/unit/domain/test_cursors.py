"""Cursors lead on in their own list, and nothing else does."""

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.rules.cursors import SortValue, decode_cursor, encode_cursor, list_of
from musicsim.domain.rules.listing import list_name

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
kinds = {str: text, int: st.integers(-(2**62), 2**62), float: st.floats(allow_nan=False)}


def forged(payload: object, of: str = "list") -> str:
    """A cursor of anything, made by somebody who has read the code."""
    data = json.dumps(payload).encode()
    check = hashlib.sha256(b"musicsim cursor" + of.encode() + b"\n" + data).digest()[:6]
    return base64.urlsafe_b64encode(check + data).rstrip(b"=").decode()


@pytest.mark.parametrize("kind", kinds)
@given(data=st.data(), of=text, last=text)
def test_what_is_encoded_comes_back(kind: type, data: st.DataObject, of: str, last: str):
    value = data.draw(kinds[kind])
    assert decode_cursor(encode_cursor(of, (value, last)), of, kind) == (value, last)


def test_so_does_what_is_not_known():
    cursor = encode_cursor("list", (None, "a"))
    assert decode_cursor(cursor, "list", float, unknown=True) == (None, "a")
    with pytest.raises(Invalid):
        decode_cursor(cursor, "list", float)


@pytest.mark.parametrize("kind", kinds)
@given(st.text())
def test_any_other_text_is_invalid(kind: type, cursor: str):
    with pytest.raises(Invalid) as raised:
        decode_cursor(cursor, "list", kind)
    assert raised.value.field == "cursor"


def test_another_list_s_cursor_is_invalid():
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor("one", ("a", "b")), "another", str)


def test_a_forgery_in_form_is_a_cursor():
    assert decode_cursor(forged(["a", "b"]), "list", str) == ("a", "b")


@pytest.mark.parametrize(
    "payload",
    [None, 5, "key", [], {}, ["a"], [5, "b"], ["a", 5], [None, "b"], ["\0", "b"], ["a", "\ud800"], ["a", "b", "c"]],
)
def test_forgeries_out_of_form_are_invalid(payload: object):
    with pytest.raises(Invalid):
        decode_cursor(forged(payload), "list", str)


@pytest.mark.parametrize(
    ("kind", "value"), [(int, v) for v in ("a", 2**63, -(2**70), 1.5, None, True)] + [(float, float("nan"))]
)
def test_so_are_numbers_that_are_none(kind: type, value: SortValue):
    with pytest.raises(Invalid):
        decode_cursor(forged([value, "b"]), "list", kind)


def test_a_list_is_named_by_its_conditions_and_order_but_not_by_the_page():
    query = TrackQuery(text="a", year=Span(1990, None), statuses=frozenset(TrackStatus), genres=frozenset("xy"))
    assert list_name(query) == list_name(
        TrackQuery(
            text="a",
            year=Span(1990, None),
            statuses=frozenset([*TrackStatus][::-1]),
            genres=frozenset("yx"),
            limit=7,
            cursor="c",
        )
    )
    others = [TrackQuery(), TrackQuery(text="a"), TrackQuery(order=TrackOrder.YEAR), TrackQuery(reverse=True)]
    assert len({list_name(each) for each in [query, *others]}) == 5
    assert list_of("albums", TrackQuery()) != list_of("tracks", TrackQuery())
