"""Which albums get a picture, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.painting import AlbumFacts, ArtworkSearch, ArtworkState, Outcome, Tried
from musicsim.domain.rules.missing_artwork import (
    ABSENT_AGAIN,
    FAILED_AGAIN,
    due_albums,
    is_due,
    settled,
    usable,
    wanted_anew,
    why_not,
)

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
GENERATORS = ("limewire", "painter")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
OUTCOMES = st.lists(st.sampled_from(Outcome), max_size=4)
SEARCHES = st.builds(
    ArtworkSearch,
    album=st.just("a"),
    state=st.sampled_from(ArtworkState),
    attempts=st.integers(0, 50),
    next_try=st.none() | MOMENTS,
)
FACTS = st.builds(
    AlbumFacts,
    album=st.text(max_size=3),
    pictures=st.frozensets(st.sampled_from(ArtworkSource), max_size=1),
    rejected=st.frozensets(st.sampled_from(GENERATORS)),
    analysed=st.booleans(),
    last_played=st.none() | MOMENTS,
    added_at=MOMENTS,
    search=st.none() | SEARCHES,
)


def an_album(name: str = "a", **changes: object) -> AlbumFacts:
    return AlbumFacts(**({"album": name, "added_at": NOW} | changes))


def tried(*outcomes: Outcome) -> list[Tried]:
    return [Tried(f"source {at}", outcome, NOW) for at, outcome in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (an_album(pictures=frozenset({ArtworkSource.TAGS})), "picture (tags)"),
        (an_album(pictures=frozenset({ArtworkSource.UPLOADED})), "picture (uploaded)"),
        (an_album(analysed=False), "listened"),
        (an_album(rejected=frozenset(GENERATORS)), "rejected"),
    ],
)
def test_what_needs_no_picture_says_why(facts: AlbumFacts, reason: str) -> None:
    assert reason in why_not(facts, GENERATORS)


def test_what_does_is_told_from_what_cannot_have_one() -> None:
    assert why_not(an_album(), GENERATORS) == ""
    assert "configured" in why_not(an_album(), ())
    assert why_not(an_album(rejected=frozenset({"painter"})), GENERATORS) == ""
    assert usable(an_album(rejected=frozenset({"painter"})), GENERATORS) == ["limewire"]


@settings(max_examples=40)
@given(st.lists(FACTS, max_size=8), st.randoms())
def test_the_order_is_the_same_however_they_come(albums: list[AlbumFacts], chance) -> None:
    first = due_albums(albums, GENERATORS, NOW)
    again = due_albums(chance.sample(albums, len(albums)), GENERATORS, NOW)
    keys = [(one.album, one.added_at, one.last_played) for one in first]
    assert keys == [(one.album, one.added_at, one.last_played) for one in again]
    assert all(not one.pictures and one.analysed and is_due(one.search, NOW) for one in first)


def test_recently_played_come_first_then_recently_added_then_what_failed() -> None:
    hour = timedelta(hours=1)
    failed = ArtworkSearch(album="failed", state=ArtworkState.FAILED, attempts=1, next_try=NOW)
    albums = [
        an_album("failed", last_played=NOW, search=failed),
        an_album("old", added_at=NOW - 9 * hour),
        an_album("new"),
        an_album("heard long ago", last_played=NOW - 5 * hour),
        an_album("heard now", last_played=NOW),
        an_album("found", search=ArtworkSearch(album="found", state=ArtworkState.FOUND)),
    ]
    names = [one.album for one in due_albums(albums, GENERATORS, NOW)]
    assert names == ["heard now", "heard long ago", "new", "old", "failed"]


@given(SEARCHES, OUTCOMES, st.floats(0, 1))
def test_every_attempt_ends_found_absent_or_failed(search: ArtworkSearch, outcomes, chance: float) -> None:
    after = settled(search, tried(*outcomes), NOW, chance)
    assert after.tried == tuple(tried(*outcomes))
    if Outcome.FOUND in outcomes:
        assert (after.state, after.attempts, after.next_try) == (ArtworkState.FOUND, 0, None)
        return
    assert after.attempts == search.attempts + 1
    assert after.next_try is not None
    if Outcome.FAILED in outcomes:
        assert after.state is ArtworkState.FAILED
        assert timedelta() < after.next_try - NOW <= timedelta(seconds=FAILED_AGAIN.most)
    else:
        assert (after.state, after.next_try) == (ArtworkState.ABSENT, NOW + ABSENT_AGAIN)


@given(SEARCHES)
def test_what_was_found_is_not_looked_for_again(search: ArtworkSearch) -> None:
    after = settled(search, tried(Outcome.NONE, Outcome.FOUND), NOW, 0.5)
    assert not is_due(after, NOW + timedelta(days=36_500))
    assert is_due(wanted_anew(after), NOW)
    assert wanted_anew(after).tried == after.tried


def test_failures_are_tried_at_growing_distances() -> None:
    search, moments = ArtworkSearch(album="a"), []
    for _ in range(8):
        search = settled(search, tried(Outcome.FAILED), NOW, 1.0)
        moments.append(search.next_try)
        assert not is_due(search, NOW)
        assert is_due(search, search.next_try)
    assert moments == sorted(moments)
    assert moments[-1] - NOW == timedelta(days=1)
