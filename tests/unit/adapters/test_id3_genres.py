"""Genres that are written as numbers."""

import pytest

from musicsim.adapters.audio.id3_genres import GENRES, genre_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17", "Rock"),
        ("(17)", "Rock"),
        ("(17)(6)", "Rock"),
        ("(4)Eurodisco", "Eurodisco"),
        ("(RX)", "Remix"),
        ("(CR)", "Cover"),
        ("191", "Psybient"),
        ("192", ""),
        ("(255)", ""),
        ("((odd) name", "(odd) name"),
        ("1980s", "1980s"),
        ("Rock", "Rock"),
        ("\ufeff17\0", "Rock"),
        ("", ""),
    ],
)
def test_names(written: str, meant: str):
    assert genre_of(written) == meant


def test_the_list_is_whole():
    assert len(GENRES) == len(set(GENRES)) == 192
    assert (GENRES[0], GENRES[79], GENRES[139], GENRES[147]) == ("Blues", "Hard Rock", "Crossover", "Synthpop")
