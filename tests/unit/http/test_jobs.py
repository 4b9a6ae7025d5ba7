"""The jobs of the background work, over HTTP."""

import httpx
import pytest

from musicsim.domain.model.job import Job, JobKind, Setback
from musicsim.domain.model.track import Track
from tests.unit.http.conftest import Client, Served

JOBS = "/api/v1/library/jobs"


async def _queued(served: Served, client: Client) -> Track:
    """One listening queued, and nobody to perform it: another process has the lease."""
    served.library.lease.held.add("worker")
    track = await served.one()
    await served.library.queue.put(JobKind.LISTEN, [track.id])
    return track


async def _taken(served: Served) -> Job:
    worker = await served.library.queue.join("here:1")
    job = await served.library.queue.take(worker)
    assert job is not None
    return job


@pytest.fixture
def served() -> Served:
    """A library whose jobs another process is to perform."""
    made = Served()
    made.library.lease.held.add("worker")
    return made


async def test_a_job_is_listed_with_its_track(served: Served, client: Client) -> None:
    track = await _queued(served, client)
    listed = (await client.get(JOBS)).json()
    assert listed["next"] is None
    [job] = listed["items"]
    assert (job["kind"], job["state"], job["track_id"], job["path"]) == ("listen", "queued", track.id, "tone.wav")
    assert (job["attempts"], job["reason"], job["worker"], job["due_at"]) == (0, "", "", None)


async def test_what_failed_says_why(served: Served, client: Client) -> None:
    await _queued(served, client)
    await served.library.queue.put_off(await _taken(served), Setback.FAULT, 0.0, "a bug")
    await served.library.queue.give_up(await _taken(served), "a bug, again")
    [job] = (await client.get(JOBS, params={"state": "failed"})).json()["items"]
    assert (job["state"], job["attempts"], job["reason"]) == ("failed", 2, "a bug, again")
    assert (await client.get(JOBS, params={"state": ["queued", "running"]})).json()["items"] == []


async def test_lists_go_on_with_their_cursor(served: Served, client: Client) -> None:
    track = await _queued(served, client)
    await served.library.queue.put(JobKind.TRACE, [track.id])
    first = (await client.get(JOBS, params={"limit": 1})).json()
    second = (await client.get(JOBS, params={"limit": 1, "cursor": first["next"]})).json()
    assert [job["kind"] for job in first["items"] + second["items"]] == ["listen", "trace"]
    assert second["next"] is None
    wrong = await client.get(JOBS, params={"cursor": "what?"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "cursor")


async def test_a_queued_job_is_cancelled_and_tried_again(served: Served, client: Client) -> None:
    await _queued(served, client)
    [job] = (await client.get(JOBS)).json()["items"]
    cancelled = await client.post(f"{JOBS}/{job['id']}/cancel")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    again = await client.post(f"{JOBS}/{job['id']}/retry")
    assert (again.status_code, again.json()["state"]) == (200, "queued")


async def test_a_running_job_is_asked_to_stop(served: Served, client: Client) -> None:
    await _queued(served, client)
    job = await _taken(served)
    asked = (await client.post(f"{JOBS}/{job.id}/cancel")).json()
    assert (asked["state"], asked["cancelling"], asked["worker"]) == ("running", True, "here:1")


@pytest.mark.parametrize("what", ["cancel", "retry"])
async def test_an_unknown_job_is_not_found(client: Client, what: str) -> None:
    answer = await client.post(f"{JOBS}/99/{what}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


async def test_the_status_counts_jobs(served: Served, client: Client) -> None:
    await _queued(served, client)
    jobs = (await client.get("/api/v1/library/status")).json()["jobs"]
    assert jobs["listen"] == {"queued": 1, "running": 0, "failed": 0, "cancelled": 0}
    assert jobs["trace"] == {"queued": 0, "running": 0, "failed": 0, "cancelled": 0}


async def test_a_queue_that_is_down_is_unavailable(served: Served, client: Client) -> None:
    served.library.queue.reachable = False
    answers: list[httpx.Response] = [await client.get(JOBS), await client.post(f"{JOBS}/1/cancel")]
    assert [answer.status_code for answer in answers] == [503, 503]
