"""How often a service is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.guarded.token_bucket import TokenBucket

BUCKETS = st.builds(TokenBucket.full, st.floats(0.1, 20), st.floats(1, 10), st.just(0.0))
GAPS = st.lists(st.floats(0, 3), min_size=1, max_size=40)


def grants(bucket: TokenBucket, gaps: list[float], patience: float = 1e9) -> list[float]:
    """When the questions that come so far apart are asked."""
    now, moments = 0.0, []
    for gap in gaps:
        now += gap
        bucket, wait = bucket.reserve(now, patience)
        if wait <= patience:
            moments.append(now + wait)
    return moments


@given(BUCKETS, GAPS, st.floats(0, 10))
def test_no_stretch_of_time_holds_more_than_burst_and_rate_allow(bucket: TokenBucket, gaps, patience: float) -> None:
    moments = grants(bucket, gaps, patience)
    assert moments == sorted(moments)
    for first in range(len(moments)):
        for last in range(first, len(moments)):
            allowed = bucket.burst + bucket.rate * (moments[last] - moments[first])
            assert last - first + 1 <= allowed + 1e-6


@given(BUCKETS, GAPS)
def test_nobody_waits_without_need(bucket: TokenBucket, gaps: list[float]) -> None:
    """Whoever comes slower than the rate never waits; a full bucket lets a burst pass."""
    assert all(wait == 0 for wait in _waits(bucket, [1 / bucket.rate + gap for gap in gaps]))
    assert _waits(bucket, [0.0] * int(bucket.burst)) == [0.0] * int(bucket.burst)


@given(BUCKETS, GAPS, st.floats(0, 5))
def test_who_would_wait_too_long_takes_nothing(bucket: TokenBucket, gaps: list[float], patience: float) -> None:
    now = 0.0
    for gap in gaps:
        now += gap
        after, wait = bucket.reserve(now, patience)
        if wait > patience:
            assert after.reserve(now, patience) == (after, wait)
        bucket = after


@given(BUCKETS, GAPS, st.floats(0, 30))
def test_a_pause_holds_for_everyone_and_ends_without_a_burst(bucket: TokenBucket, gaps, pause: float) -> None:
    now = sum(gaps)
    for gap in gaps:
        bucket, _ = bucket.reserve(gap, 0.0)
    paused = bucket.pause(now + pause)
    after, first = paused.reserve(now, 1e9)
    _, second = after.reserve(now, 1e9)
    assert first >= pause - 1e-6
    assert second >= first + 1 / bucket.rate - 1e-6
    assert paused.pause(now) == paused


def test_a_token_that_is_not_used_goes_back() -> None:
    bucket = TokenBucket.full(1.0, 1.0, 0.0)
    taken, _ = bucket.reserve(0.0, 0.0)
    assert taken.reserve(0.0, 0.0)[1] == pytest.approx(1.0)
    assert taken.returned() == bucket == bucket.returned()


def _waits(bucket: TokenBucket, gaps: list[float]) -> list[float]:
    now, waits = 0.0, []
    for gap in gaps:
        now += gap
        bucket, wait = bucket.reserve(now, 1e9)
        waits.append(round(wait, 6))
    return waits
