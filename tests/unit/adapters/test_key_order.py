"""Listings become sorted by key, whichever of the two orders they come in."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.minio.ordering import OutOfOrder, Sorter

KEYS = st.sets(
    st.text(alphabet="a-./0b é🎵", min_size=1, max_size=8).filter(lambda key: "//" not in key and key[0] != "/")
)


@dataclass(frozen=True)
class Item:
    key: str


def sorted_by(sorter: Sorter[Item], keys: list[str], page: int) -> list[str]:
    found: list[Item] = []
    for start in range(0, len(keys), page):
        found += sorter.feed([Item(key) for key in keys[start : start + page]])
    return [item.key for item in found + sorter.rest()]


@given(keys=KEYS, page=st.integers(1, 5))
def test_an_order_by_whole_keys_stays(keys: set[str], page: int):
    assert sorted_by(Sorter(), sorted(keys), page) == sorted(keys)


@given(keys=KEYS, page=st.integers(1, 5))
def test_an_order_by_one_folder_after_the_other_is_mended(keys: set[str], page: int):
    as_file_trees_list = sorted(keys, key=lambda key: key.split("/"))
    assert sorted_by(Sorter(), as_file_trees_list, page) == sorted(keys)


def test_what_cannot_change_its_place_any_more_goes_on_at_once():
    sorter: Sorter[Item] = Sorter()
    albums = [Item(f"{artist}/{track}") for artist in "abc" for track in range(3)]
    assert sorter.feed(albums) == albums[:6]
    assert sorter.rest() == albums[6:]


@pytest.mark.parametrize("keys", [["b", "c", "a"], ["a", "b", "b", "c"]])
def test_no_order_at_all_is_noticed(keys: list[str]):
    with pytest.raises(OutOfOrder):
        sorted_by(Sorter(), keys, 1)
