"""Attempts that are used up and come back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import TooMany
from musicsim.domain.model.allowance import Allowance
from musicsim.domain.rules.throttling import (
    NOW,
    check_wait,
    registration_attempts,
    settled_after,
    sign_in_attempts,
    wait_before,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
allowances = st.builds(Allowance, st.integers(1, 20), st.timedeltas(timedelta(seconds=1), timedelta(hours=1)))
pauses = st.lists(st.timedeltas(timedelta(), timedelta(minutes=10)), max_size=60)


@given(allowances, pauses)
def test_never_more_than_the_burst_and_one_every_so_often(allowance: Allowance, pauses: list[timedelta]):
    settled = now = START
    let_through = []
    for pause in pauses:
        now += pause
        if wait_before(settled, allowance, now) == NOW:
            settled = settled_after(settled, allowance, now)
            let_through.append(now)
    for first, begun in enumerate(let_through):
        for last, ended in enumerate(let_through[first:], start=1):
            assert last <= allowance.burst + (ended - begun) / allowance.every + 1e-9


@given(allowances, pauses)
def test_whoever_waits_as_told_gets_through_and_not_a_moment_earlier(allowance: Allowance, pauses: list[timedelta]):
    settled = now = START
    for pause in pauses:
        now += pause
        wait = wait_before(settled, allowance, now)
        if wait > NOW:
            assert wait_before(settled, allowance, now + wait - timedelta(microseconds=1)) > NOW
        now += wait
        assert wait_before(settled, allowance, now) == NOW
        settled = settled_after(settled, allowance, now)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8::1", "2001:db8:0:0:ffff::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "192.0.2.1", False),
    ],
)
def test_a_customers_addresses_are_one(one: str, other: str, same: bool):
    assert (registration_attempts(one) == registration_attempts(other)) is same


def test_names_are_counted_however_they_are_written_and_never_in_clear():
    assert sign_in_attempts("Zoë", "") == sign_in_attempts(" ZOË", "")
    assert sign_in_attempts("Zoë", "").keys() != sign_in_attempts("Zoe", "").keys()
    assert all(len(key) < 100 and "zoë" not in key for key in sign_in_attempts("zoë" * 1000 + "\0\ud800", ""))


def test_a_wait_is_told():
    check_wait(NOW)
    with pytest.raises(TooMany) as told:
        check_wait(timedelta(seconds=90))
    assert told.value.retry_after == 90
