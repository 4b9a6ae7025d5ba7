"""Options of `musicsim similar` that narrow it down."""

from typing import Any

import pytest

from musicsim.domain.errors import Invalid
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import EVERYTHING, Filter
from musicsim.domain.use_cases.keep_favourites import AddFavourite
from musicsim.entrypoints.cli.conditions import conditions, narrowed
from musicsim.entrypoints.schemas.narrowing import Conditions
from tests.support.people import move_in
from tests.unit.use_cases.library import Library, tone

NOTHING: dict[str, Any] = {
    **dict.fromkeys(("bpm", "years", "minutes", "keys", "genres", "moods", "without", "without_album", "heard_within")),
    "within": "",
    "favourites": False,
}


def told(**options: Any) -> Conditions:
    return conditions(**NOTHING | options)


def test_options_become_a_filter() -> None:
    assert told().narrowing().where == EVERYTHING
    where = told(bpm="90-120.5", years="1990-", minutes="-2.5", keys=["8a"], genres=["Jazz", "Soul"], moods=["Calm"])
    assert where.narrowing().where == Filter(
        bpm=Span(90, 120.5),
        year=Span(1990, None),
        duration=Span(None, 150),
        keys=frozenset({"8A"}),
        genres=frozenset({"jazz", "soul"}),
        moods=frozenset({"calm"}),
    )
    where = told(within="/a/b/", without=["Björk"], without_album=["Homogenic"], years="1999")
    assert where.narrowing().where == Filter(
        within="a/b",
        exclude_artists=frozenset({"bjork"}),
        exclude_albums=frozenset({"homogenic"}),
        year=Span(1999, 1999),
    )


@pytest.mark.parametrize(
    "options",
    [
        {"bpm": "fast"},
        {"bpm": "120-90"},
        {"years": "nan"},
        {"minutes": "3-inf"},
        {"keys": ["13A"]},
        {"heard_within": -1},
    ],
)
def test_what_cannot_be_meant_is_said(options: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        told(**options).narrowing()


async def test_a_person_is_looked_up_where_it_takes_one() -> None:
    library = Library()
    await library.fill(tone=tone(440))
    track = (await library.tracks())["tone.wav"]
    assert await narrowed(library.app, told(bpm="-90"), None) == Filter(bpm=Span(None, 90))
    person = await move_in(library.ports, "ada")
    await AddFavourite(favourites=library.ports.favourites, clock=library.clock)(person.id, track.id)
    liked = await narrowed(library.app, told(favourites=True), None)
    assert liked.only_ids == {track.id}
    assert await narrowed(library.app, told(favourites=True), "ada") == liked
