"""Listings become sorted by key, whichever of the two orders they come in."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.minio.ordering import OutOfOrder, Sorter, in_order

KEYS = st.sets(
    st.text(alphabet="a-./0b é🎵", min_size=1, max_size=8).filter(lambda key: "//" not in key and key[0] != "/")
)


@dataclass(frozen=True)
class Item:
    key: str


class Watched:
    """Counts how often anybody looked at a key."""

    looks: ClassVar[int] = 0

    def __init__(self, key: str) -> None:
        self._key = key

    @property
    def key(self) -> str:
        Watched.looks += 1
        return self._key


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


def test_a_library_in_one_folder_takes_no_more_work_than_one_in_many():
    Watched.looks, names = 0, [f"Music/{number:05}.mp3" for number in range(10_000)]
    pages = [[Watched(name) for name in names[start : start + 100]] for start in range(0, len(names), 100)]
    found = [item for page in in_order(pages) for item in page]
    assert Watched.looks < 10 * len(names)
    assert [item.key for item in found] == names


def test_pages_without_anything_wanted_change_nothing():
    pages = [[Item("a/1")], [], [Item("a-b/1")], [], [Item("b")], []]
    assert [[item.key for item in page] for page in in_order(pages)] == [[], [], [], [], ["a-b/1", "a/1"], [], ["b"]]
