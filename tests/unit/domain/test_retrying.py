"""When to try again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import Job, JobId, JobKind, JobState, Setback
from musicsim.domain.rules.retrying import FAULT, MOST_FAULTS, OUTAGE, Backoff, GiveUp, PutOff, verdict

DOWN = Unavailable("database", "It is down.")
CHANCES = st.floats(0, 1)


def a_job(outages: int = 0, faults: int = 0) -> Job:
    return Job(
        id=JobId("1"),
        kind=JobKind.LISTEN,
        track_id=TrackId("a"),
        state=JobState.RUNNING,
        queued_at=datetime(2026, 1, 1, tzinfo=UTC),
        outages=outages,
        faults=faults,
    )


@given(st.sampled_from([OUTAGE, FAULT, Backoff(0.1, 1.5, 7.0)]), st.integers(0, 10_000), CHANCES)
def test_waiting_grows_to_a_bound_and_is_spread_over_half_of_it(backoff: Backoff, before: int, chance: float) -> None:
    longest = backoff.seconds(before, 1.0)
    assert 0 < longest <= backoff.most
    assert longest / 2 <= backoff.seconds(before, chance) <= longest
    assert backoff.seconds(before + 1, chance) >= backoff.seconds(before, chance)


@given(st.integers(0, 10_000), CHANCES)
def test_an_outage_is_waited_for_however_long_it_lasts(outages: int, chance: float) -> None:
    found = verdict(a_job(outages=outages, faults=MOST_FAULTS), DOWN, chance)
    assert isinstance(found, PutOff)
    assert (found.setback, found.reason) == (Setback.OUTAGE, "It is down.")
    assert found.seconds <= 5.0


@given(st.integers(0, 10), CHANCES)
def test_the_unforeseen_is_tried_a_few_times(faults: int, chance: float) -> None:
    found = verdict(a_job(faults=faults, outages=99), RuntimeError("a bug"), chance)
    if faults + 1 < MOST_FAULTS:
        assert found == PutOff(Setback.FAULT, FAULT.seconds(faults, chance), "RuntimeError: a bug")
    else:
        assert found == GiveUp("RuntimeError: a bug")


@pytest.mark.parametrize("fault", [Conflict("It changed."), NotFound("It changed.")])
def test_what_can_be_explained_is_not_tried_again(fault: Exception) -> None:
    assert verdict(a_job(), fault, 0.5) == GiveUp("It changed.")
