"""`musicsim jobs` and what `musicsim worker` refuses."""

import pytest

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.job_queue import MemoryJobQueue
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import Job, JobKind, Setback
from tests.support.cli import Desk
from tests.support.shared_queue import SharedQueue


@pytest.fixture
def queue(desk: Desk) -> MemoryJobQueue:
    desk.library.queue = SharedQueue(ManualClock())
    return desk.library.queue


async def _put(queue: MemoryJobQueue, *tracks: str) -> None:
    await queue.put(JobKind.LISTEN, [TrackId(track) for track in tracks])


async def _taken(queue: MemoryJobQueue) -> Job:
    job = await queue.take(await queue.join("here:1"))
    assert job is not None
    return job


async def _run_one_and_fail_one(queue: MemoryJobQueue) -> None:
    await _put(queue, "a", "b", "c")
    await _taken(queue)
    await queue.give_up(await _taken(queue), "a bug")


def test_jobs_are_listed(desk: Desk, queue: MemoryJobQueue) -> None:
    desk.do(_run_one_and_fail_one(queue))
    lines = [line.split("\t") for line in desk.run("jobs").stdout.splitlines()]
    assert lines[0] == ["id", "kind", "state", "attempts", "file", "because"]
    assert [(line[1], line[2], line[5]) for line in lines[1:]] == [
        ("listen", "running (here:1)", ""),
        ("listen", "failed", "a bug"),
        ("listen", "queued", ""),
    ]


def test_some_states_can_be_asked_for(desk: Desk, queue: MemoryJobQueue) -> None:
    desk.do(_run_one_and_fail_one(queue))
    found = desk.json("jobs", "--state", "failed", "--state", "running")
    assert [job["state"] for job in found["items"]] == ["running", "failed"]
    wrong = desk.run("jobs", "--state", "lost")
    assert wrong.exit_code == 2
    assert "queued, running, failed, cancelled" in wrong.stderr


def test_there_may_be_more(desk: Desk, queue: MemoryJobQueue) -> None:
    desk.do(_put(queue, "a", "b"))
    assert "There are more" in desk.run("jobs", "-n", "1").stderr


def test_one_that_waits_for_another_attempt_says_why(desk: Desk, queue: MemoryJobQueue) -> None:
    async def put_off() -> None:
        await _put(queue, "a")
        await queue.put_off(await _taken(queue), Setback.OUTAGE, 1e9, "It is down.")

    desk.do(put_off())
    assert "It is down. Again in " in desk.run("jobs").stdout


def test_a_job_is_cancelled_and_tried_again(desk: Desk, queue: MemoryJobQueue) -> None:
    desk.do(_put(queue, "a"))
    [job] = desk.json("jobs")["items"]
    assert desk.run("jobs", "cancel", job["id"]).stdout == f"Job {job['id']}: cancelled\n"
    assert desk.json("jobs", "retry", job["id"])["state"] == "queued"


def test_a_running_job_is_being_cancelled(desk: Desk, queue: MemoryJobQueue) -> None:
    desk.do(_put(queue, "a"))
    job = desk.do(_taken(queue))
    assert "being cancelled" in desk.run("jobs", "cancel", job.id).stdout


def test_an_unknown_job_is_not_found(desk: Desk, queue: MemoryJobQueue) -> None:
    assert desk.run("jobs", "cancel", "99").exit_code == 3
    assert desk.json("jobs", "retry", "99", code=3)["error"]["kind"] == "not_found"


@pytest.mark.parametrize("words", [["jobs"], ["jobs", "cancel", "1"], ["jobs", "retry", "1"]])
def test_the_embedded_queue_is_out_of_reach(desk: Desk, words: list[str]) -> None:
    result = desk.run(*words)
    assert result.exit_code == 4
    assert "inside the process that works" in result.stderr


def test_an_embedded_queue_needs_its_housekeeper(desk: Desk) -> None:
    result = desk.run("worker", "--no-housekeeping")
    assert result.exit_code == 4
    assert "MUSICSIM_JOB_QUEUE" in result.stderr
