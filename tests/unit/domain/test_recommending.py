"""One list of many answers, and how long answers are good for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.beyond import Freshness, SimilarityFilter, Suggestion, Suggestions
from musicsim.domain.rules.freshness import SUGGESTIONS, ShelfLife
from musicsim.domain.rules.recommending import by_rank, is_by, merged, tidy
from musicsim.domain.rules.replays import MOST, WINDOW, Receipts
from musicsim.domain.rules.retry_after import LONGEST, seconds_to_wait
from tests.support.externals import an_external, an_id

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
ITEMS = st.lists(st.builds(Suggestion, st.integers(1, 9).map(an_id), st.floats(-1, 2)), max_size=12)


@given(ITEMS, st.integers(1, 9))
def test_an_answer_holds_each_once_best_first(items: list[Suggestion], limit: int) -> None:
    found = tidy(items, limit, an_id(1)).items
    ids = [one.id for one in found]
    assert len(set(ids)) == len(ids) == min(limit, len({one.id for one in items} - {an_id(1)}))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 1 for one in found)


def test_an_order_becomes_scores() -> None:
    assert [one.score for one in by_rank([(an_id(3), "A"), (an_id(1), "B")])] == [1.0, 0.5]
    assert by_rank([]) == []


def test_what_two_providers_suggest_comes_first_and_once() -> None:
    here = {track.id: track for track in map(an_external, (1, 2, 3))}
    same = an_external(2, "musicbrainz", title="Song 2 (Remastered)", artist="BAND 2")
    one = tidy(by_rank([(an_id(1), ""), (an_id(2), ""), (an_id(3), ""), (an_id(7), "undescribed")]), 9)
    other = tidy(by_rank([(same.id, "")]), 9)
    found = merged([("one", one), ("other", other)], {**here, same.id: same})
    assert [(track.title, providers) for track, providers in found] == [
        ("Song 2", ["one", "other"]),
        ("Song 1", ["one"]),
        ("Song 3", ["one"]),
    ]
    assert merged([("one", Suggestions(()))], here) == []


def test_the_seeds_own_artist_is_known() -> None:
    assert is_by(an_external(1, artist="Björk, Guest"), "Bjork")
    assert not is_by(an_external(1, artist="Björk, Guest"), "")
    assert not is_by(an_external(2), "Bjork")


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_answers_age(age: timedelta) -> None:
    life = ShelfLife(timedelta(days=1), timedelta(days=10))
    order = [Freshness.FRESH, Freshness.STALE, Freshness.EXPIRED]
    found = life.of(NOW - age, NOW)
    if age >= timedelta():
        assert order.index(life.of(NOW - age - timedelta(days=1), NOW)) >= order.index(found)
    else:
        assert found is Freshness.STALE


def test_fresh_ends_where_stale_begins() -> None:
    assert SUGGESTIONS.of(NOW, NOW) is Freshness.FRESH
    assert SUGGESTIONS.of(NOW - SUGGESTIONS.fresh, NOW) is Freshness.STALE
    assert SUGGESTIONS.of(NOW - SUGGESTIONS.kept, NOW) is Freshness.EXPIRED


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("1.5", 1.5),
        ("999999999", LONGEST),
        ("Mon, 04 May 2026 12:00:30 GMT", 30),
        ("Mon, 04 May 2026 11:00:00 GMT", 0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("1e9", None),
        ("٣", None),
        ("Mon, 99 May 2026 12:00:30 GMT", None),
    ],
)
def test_when_to_come_again(header: str, seconds: float | None) -> None:
    assert seconds_to_wait(header, NOW) == seconds


@given(st.text(max_size=40))
def test_no_header_makes_it_stumble(header: str) -> None:
    found = seconds_to_wait(header, NOW)
    assert found is None or 0 <= found <= LONGEST


def test_a_message_counts_once() -> None:
    receipts, new = Receipts().received("a", NOW)
    assert new
    receipts, new = receipts.received("a", NOW + timedelta(hours=1))
    assert not new
    _, new = receipts.received("a", NOW + WINDOW)
    assert new


def test_only_so_many_messages_are_remembered() -> None:
    full = Receipts({str(number): NOW for number in range(MOST)})
    after, new = full.received("new", NOW)
    assert new
    assert len(after.seen) == MOST
    assert {"new", "1"} <= after.seen.keys()
    assert "0" not in after.seen


@pytest.mark.parametrize(
    "changes",
    [
        {"bpm": (0, 10)},
        {"bpm": (100, 90)},
        {"bpm": (90, 100), "same_bpm": True},
        {"same_genre": True, "genres": ("rock",)},
        {"matching_key": True, "key": "8A"},
    ],
)
def test_contradictory_filters_are_refused(changes: dict) -> None:
    with pytest.raises(Invalid):
        SimilarityFilter(**changes)
