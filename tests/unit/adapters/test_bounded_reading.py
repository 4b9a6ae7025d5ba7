"""Views of files that parsers read through."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.audio.bounded import BoundedFile, TooMuch
from musicsim.adapters.audio.unsynchronised import Overlaid

STEPS = st.lists(st.tuples(st.sampled_from(["read", "seek", "skip", "end"]), st.integers(0, 30)), max_size=20)


def test_a_large_request_is_cut_but_the_position_is_right():
    file = BoundedFile(BytesIO(bytes(range(100))), block=10, total=1000)
    assert file.read(50) == bytes(range(10))
    assert file.tell() == 50
    assert file.read(2) == b"\x32\x33"
    assert file.read(-1) == b""


@pytest.mark.parametrize("limits", [{"total": 25, "calls": 99}, {"total": 999, "calls": 2}])
def test_there_is_an_end_to_patience(limits: dict[str, int]):
    file = BoundedFile(BytesIO(bytes(100)), block=10, **limits)
    file.read(10)
    file.read(10)
    with pytest.raises(TooMuch):
        file.read(10)


@given(st.binary(max_size=20), st.binary(max_size=20), STEPS)
def test_an_overlaid_file_reads_as_one_that_was_written_so(beginning: bytes, rest: bytes, steps: list[tuple[str, int]]):
    overlaid = Overlaid(BytesIO(bytes(len(beginning)) + rest), beginning)
    plain = BytesIO(beginning + rest)
    for step, amount in steps:
        for file in (overlaid, plain):
            if step == "seek":
                file.seek(amount)
            elif step == "skip":
                file.seek(amount, 1)
            elif step == "end":
                file.seek(0, 2)
        assert overlaid.tell() == plain.tell()
        assert overlaid.read(amount) == plain.read(amount)
