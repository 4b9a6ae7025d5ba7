"""Entity tags."""

import pytest

from musicsim.entrypoints.http.etags import is_named_strongly, is_named_weakly, weak_etag


@pytest.mark.parametrize("header", ['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', "*", ' "a" '])
def test_tags_that_name_it(header: str) -> None:
    assert is_named_weakly('"a"', header)
    assert is_named_weakly('W/"a"', header)


@pytest.mark.parametrize("header", [None, "", '"b"', "a", '"a', '"ab"'])
def test_tags_that_do_not(header: str | None) -> None:
    assert not is_named_weakly('"a"', header)
    assert not is_named_strongly('"a"', header)


def test_weak_ones_are_never_the_very_same() -> None:
    assert is_named_strongly('"a"', '"b", "a"')
    assert not is_named_strongly('"a"', 'W/"a"')
    assert not is_named_strongly('W/"a"', '"a"')
    assert is_named_strongly('"a"', "*")


def test_parts_do_not_run_into_each_other() -> None:
    assert weak_etag(b"ab", b"c") != weak_etag(b"a", b"bc")
