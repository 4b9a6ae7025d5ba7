"""Copies of files with holes."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.qdrant import holes
from tests.support.settings import PROPERTY

PIECES = st.lists(st.tuples(st.booleans(), st.integers(1, 3 * 2**20)), max_size=4)


@PROPERTY
@given(pieces=PIECES)
def test_a_copy_is_the_same_and_takes_no_more_room(tmp_path: Path, pieces: list[tuple[bool, int]]) -> None:
    with (tmp_path / "one").open("wb") as file:
        for number, (is_hole, length) in enumerate(pieces):
            if is_hole:
                file.truncate(file.tell() + length)
                file.seek(0, 2)
            else:
                file.write(bytes([number + 1]) * length)
    holes.copy(str(tmp_path / "one"), str(tmp_path / "other"))
    assert (tmp_path / "other").read_bytes() == (tmp_path / "one").read_bytes()
    one, other = ((tmp_path / name).stat().st_blocks for name in ("one", "other"))
    assert other <= one + 64  # the last block of each piece may be another one
