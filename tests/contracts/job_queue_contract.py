"""What every job queue promises."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from musicsim.domain.errors import Invalid
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.job import Job, JobId, JobKind, JobState, Setback, WorkerId
from musicsim.ports.job_queue import JobQueue

LISTEN, TRACE, PRINT = JobKind
PATIENCE = 10.0
QUIET = 0.1  # seconds without news, after which those under way have come
A, B, C = (TrackId(f"01track{letter}") for letter in "ABC")

Pass = Callable[[float], Awaitable[None]]


async def taken(queue: JobQueue, worker: WorkerId) -> Job:
    job = await queue.take(worker)
    assert job is not None
    return job


async def found(queue: JobQueue, job_id: JobId) -> Job:
    [job] = [job for job in (await queue.page(limit=500)).items if job.id == job_id]
    return job


async def states(queue: JobQueue) -> list[tuple[TrackId, JobState]]:
    return [(job.track_id, job.state) for job in (await queue.page()).items]


class JobQueueContract:
    """Subclasses supply the fixtures `queue` and `pass_time`, which lets so many seconds go by for it."""

    @pytest.fixture
    async def worker(self, queue: JobQueue) -> WorkerId:
        return await queue.join("here:1")

    async def test_it_is_empty_at_first(self, queue: JobQueue, worker: WorkerId):
        assert await queue.take(worker) is None
        assert list((await queue.page()).items) == []
        assert await queue.held(LISTEN) == set()
        assert (await queue.counts()).live(LISTEN) == 0

    async def test_what_is_put_is_queued_in_that_order(self, queue: JobQueue):
        assert await queue.put(LISTEN, [B, A, C]) == 3
        page = await queue.page()
        assert [job.track_id for job in page.items] == [B, A, C]
        assert {job.state for job in page.items} == {JobState.QUEUED}
        assert {(job.kind, job.attempts, job.worker, job.reason) for job in page.items} == {(LISTEN, 0, None, "")}
        assert all(job.queued_at.utcoffset() is not None for job in page.items)
        assert (await queue.counts()).of(LISTEN, JobState.QUEUED) == 3

    async def test_a_track_has_one_job_of_a_kind(self, queue: JobQueue, worker: WorkerId):
        assert await queue.put(LISTEN, [A, A]) == 1
        assert await queue.put(LISTEN, [A, B]) == 1
        assert await queue.put(TRACE, [A]) == 1
        assert await queue.put(LISTEN, []) == 0
        running = await taken(queue, worker)
        failed = await taken(queue, worker)
        await queue.give_up(failed, "no")
        assert await queue.put(LISTEN, [running.track_id, failed.track_id]) == 0
        assert (await queue.held(LISTEN), await queue.held(TRACE)) == ({A, B}, {A})

    async def test_many_who_put_at_once_put_each_track_once(self, queue: JobQueue):
        new = await asyncio.gather(*(queue.put(LISTEN, [A, B, C]) for _ in range(4)))
        assert sum(new) == 3
        assert len((await queue.page()).items) == 3

    async def test_listening_comes_before_drawing_and_the_older_before_the_younger(
        self, queue: JobQueue, worker: WorkerId
    ):
        await queue.put(PRINT, [B], ahead=True)
        await queue.put(TRACE, [A])
        await queue.put(LISTEN, [C, B])
        jobs = [await taken(queue, worker) for _ in range(4)]
        assert [(job.kind, job.track_id) for job in jobs] == [(LISTEN, C), (LISTEN, B), (TRACE, A), (PRINT, B)]
        assert await queue.take(worker) is None

    async def test_what_is_put_ahead_comes_before_others_of_its_kind(self, queue: JobQueue, worker: WorkerId):
        await queue.put(TRACE, [A], ahead=True)
        await queue.put(LISTEN, [C])
        assert await queue.put(LISTEN, [B, A, C], ahead=True) == 2
        order = [await taken(queue, worker) for _ in range(4)]
        assert [(job.kind, job.track_id) for job in order] == [(LISTEN, B), (LISTEN, A), (LISTEN, C), (TRACE, A)]
        assert await queue.take(worker) is None

    async def test_what_was_put_ahead_stays_ahead(self, queue: JobQueue, worker: WorkerId, pass_time: Pass):
        await queue.put(LISTEN, [C])
        await queue.put(LISTEN, [A, B], ahead=True)
        first, second = await taken(queue, worker), await taken(queue, worker)
        await queue.give_back(second)
        await queue.put_off(first, Setback.OUTAGE, 60, "down")
        await pass_time(61)
        assert [(await taken(queue, worker)).track_id for _ in range(3)] == [A, B, C]

    async def test_who_wants_one_kind_gets_that_kind(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A])
        await queue.put(TRACE, [A])
        job = await queue.take(worker, {TRACE})
        assert job is not None
        assert job.kind is TRACE
        assert await queue.take(worker, {TRACE}) is None
        assert await queue.take(worker, ()) is None
        assert (await taken(queue, worker)).kind is LISTEN

    async def test_what_is_taken_runs_and_tells_with_whom(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A])
        job = await taken(queue, worker)
        assert (job.state, job.worker, job.worker_name) == (JobState.RUNNING, worker, "here:1")
        assert await found(queue, job.id) == job
        assert (await queue.counts()).of(LISTEN, JobState.RUNNING) == 1
        assert (await queue.counts()).live(LISTEN) == 1

    async def test_no_job_is_handed_out_twice(self, queue: JobQueue):
        tracks = [TrackId(f"track{number:03}") for number in range(40)]
        await queue.put(LISTEN, tracks)

        async def take_all(name: str) -> list[TrackId]:
            worker, mine = await queue.join(name), []
            while job := await queue.take(worker):
                mine.append(job.track_id)
            return mine

        shares = await asyncio.gather(*(take_all(f"here:{number}") for number in range(4)))
        assert sorted(track for share in shares for track in share) == tracks

    async def test_what_is_done_is_forgotten_and_can_be_put_again(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A])
        job = await taken(queue, worker)
        assert await queue.done(job)
        assert await states(queue) == []
        assert not await queue.done(job)
        assert await queue.put(LISTEN, [A]) == 1

    async def test_what_is_given_back_is_the_first_again_without_a_setback(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A, B])
        job = await taken(queue, worker)
        assert await queue.give_back(job)
        again = await taken(queue, worker)
        assert (again.id, again.attempts) == (job.id, 0)

    async def test_what_is_put_off_comes_when_it_is_due(self, queue: JobQueue, worker: WorkerId, pass_time: Pass):
        await queue.put(LISTEN, [A, B])
        job = await taken(queue, worker)
        assert await queue.put_off(job, Setback.OUTAGE, 60.0, "It is down.")
        off = await found(queue, job.id)
        assert (off.state, off.outages, off.reason, off.worker) == (JobState.QUEUED, 1, "It is down.", None)
        assert off.due_at is not None
        assert 50 < (off.due_at - off.queued_at).total_seconds() < 120
        assert (await taken(queue, worker)).track_id == B
        assert await queue.take(worker) is None
        await pass_time(61.0)
        again = await taken(queue, worker)
        assert (again.id, again.due_at, again.outages) == (job.id, None, 1)

    async def test_setbacks_are_counted_apart(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A])
        for setback in (Setback.OUTAGE, Setback.FAULT, Setback.FAULT, Setback.LOSS):
            await queue.put_off(await taken(queue, worker), setback, 0.0, f"{setback}!")
        job = await taken(queue, worker)
        assert (job.outages, job.faults, job.losses, job.attempts, job.reason) == (1, 2, 1, 4, "loss!")

    async def test_what_is_given_up_failed_with_its_reason(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A])
        job = await taken(queue, worker)
        assert await queue.give_up(job, 'It\'s "broken" for good.')
        now = await found(queue, job.id)
        assert (now.state, now.reason, now.worker) == (JobState.FAILED, 'It\'s "broken" for good.', None)
        assert (now.faults, now.attempts) == (1, 1)
        assert await queue.take(worker) is None

    async def test_a_worker_that_leaves_gives_back_what_it_holds(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A, B])
        mine = await taken(queue, worker)
        other = await queue.join("there:2")
        theirs = await taken(queue, other)
        await queue.leave(worker)
        assert (await found(queue, mine.id)).state is JobState.QUEUED
        assert (await found(queue, theirs.id)).state is JobState.RUNNING
        again = await taken(queue, other)
        assert (again.id, again.attempts) == (mine.id, 0)
        assert not await queue.heartbeat(worker)
        assert await queue.take(worker) is None

    async def test_what_a_silent_worker_holds_is_taken_back(self, queue: JobQueue, worker: WorkerId, pass_time: Pass):
        await queue.put(LISTEN, [A, B])
        lost = await taken(queue, worker)
        other = await queue.join("there:2")
        kept = await taken(queue, other)
        await pass_time(20.0)
        assert await queue.heartbeat(other)
        assert await queue.take_back(15.0, 3) == 1
        assert await queue.take_back(15.0, 3) == 0
        again = await taken(queue, other)
        assert (again.id, again.losses) == (lost.id, 1)
        assert again.reason
        assert (await found(queue, kept.id)).worker == other

    async def test_one_that_was_heard_of_keeps_what_it_holds(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A])
        await taken(queue, worker)
        assert await queue.heartbeat(worker)
        assert await queue.take_back(15.0, 3) == 0

    async def test_one_taken_for_dead_changes_nothing_any_more(
        self, queue: JobQueue, worker: WorkerId, pass_time: Pass
    ):
        await queue.put(LISTEN, [A])
        mine = await taken(queue, worker)
        await pass_time(20.0)
        other = await queue.join("there:2")
        await queue.take_back(15.0, 3)
        theirs = await taken(queue, other)
        assert theirs.id == mine.id
        assert not await queue.heartbeat(worker)
        assert not await queue.done(mine)
        assert not await queue.give_back(mine)
        assert not await queue.give_up(mine, "no")
        assert not await queue.put_off(mine, Setback.FAULT, 1.0, "no")
        assert not await queue.stop(mine)
        assert await found(queue, mine.id) == theirs
        assert await queue.take(worker) is None

    async def test_a_job_that_outlives_too_many_workers_fails(self, queue: JobQueue, worker: WorkerId, pass_time: Pass):
        await queue.put(LISTEN, [A])
        for name in ("there:2", "there:3"):
            await taken(queue, await queue.join(name))
            await pass_time(20.0)
            assert await queue.take_back(15.0, 2) == 1
        [job] = (await queue.page()).items
        assert (job.state, job.losses) == (JobState.FAILED, 2)

    async def test_a_queued_job_is_cancelled_at_once(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A])
        [job] = (await queue.page()).items
        cancelled = await queue.cancel(job.id)
        assert cancelled is not None
        assert (cancelled.id, cancelled.state, cancelled.cancelling) == (job.id, JobState.CANCELLED, False)
        assert await queue.take(worker) is None
        assert await queue.cancel(job.id) == cancelled

    async def test_a_running_job_is_asked_to_stop(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A, B])
        job, other = await taken(queue, worker), await taken(queue, worker)
        assert await queue.unwanted(worker) == set()
        asked = await queue.cancel(job.id)
        assert asked is not None
        assert (asked.state, asked.cancelling) == (JobState.RUNNING, True)
        assert set(await queue.unwanted(worker)) == {job.id}
        assert await queue.stop(job)
        stopped = await found(queue, job.id)
        assert (stopped.state, stopped.cancelling, stopped.worker) == (JobState.CANCELLED, False, None)
        assert set(await queue.unwanted(worker)) == set()
        assert (await found(queue, other.id)).state is JobState.RUNNING

    @pytest.mark.parametrize("way", ["give_back", "put_off", "leave", "take_back"])
    async def test_what_was_to_be_cancelled_is_not_queued_again(
        self, queue: JobQueue, worker: WorkerId, pass_time: Pass, way: str
    ):
        await queue.put(LISTEN, [A])
        job = await taken(queue, worker)
        await queue.cancel(job.id)
        match way:
            case "give_back":
                assert await queue.give_back(job)
            case "put_off":
                assert await queue.put_off(job, Setback.OUTAGE, 0.0, "down")
            case "leave":
                await queue.leave(worker)
            case _:
                await pass_time(20.0)
                await queue.take_back(15.0, 3)
        now = await found(queue, job.id)
        assert (now.state, now.cancelling) == (JobState.CANCELLED, False)

    async def test_what_failed_or_was_cancelled_can_be_tried_again(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A, B, C])
        failed, put_off = await taken(queue, worker), await taken(queue, worker)
        await queue.put_off(put_off, Setback.FAULT, 3600.0, "a bug")
        await queue.give_up(failed, "no")
        [*_, third] = (await queue.page()).items
        await queue.cancel(third.id)
        for job in (failed, put_off, third):
            again = await queue.retry(job.id)
            assert again is not None
            assert (again.id, again.state, again.attempts, again.reason) == (job.id, JobState.QUEUED, 0, "")
        assert [(await taken(queue, worker)).track_id for _ in range(3)] == [A, B, C]

    async def test_what_runs_is_not_begun_a_second_time(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A])
        job = await taken(queue, worker)
        assert await queue.retry(job.id) == job
        assert await queue.take(worker) is None

    @pytest.mark.parametrize("job_id", ["999999999", "no-such-job", "", "1" * 40, "1" * 5000, "-1", "²"])
    async def test_an_unknown_job_is_none(self, queue: JobQueue, job_id: JobId):
        assert await queue.cancel(job_id) is None
        assert await queue.retry(job_id) is None

    async def test_a_scan_puts_right_what_kept_jobs(self, queue: JobQueue, worker: WorkerId):
        tracks = [TrackId(letter) for letter in "abcde"]
        await queue.put(LISTEN, tracks)
        await queue.give_up(await taken(queue, worker), "no")
        await queue.put_off(await taken(queue, worker), Setback.FAULT, 3600.0, "a bug")
        await taken(queue, worker)
        [*_, last] = (await queue.page()).items
        await queue.cancel(last.id)
        await queue.forget()
        assert await states(queue) == [("c", JobState.RUNNING), ("d", JobState.QUEUED)]
        assert await queue.put(LISTEN, tracks) == 3

    async def test_pages_tell_of_every_job_once(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [TrackId(f"{number}") for number in range(7)])
        await queue.give_up(await taken(queue, worker), "no")
        for chosen, expected in (((), 7), ({JobState.QUEUED}, 6), ({JobState.FAILED, JobState.RUNNING}, 1)):
            seen: list[JobId] = []
            after: str | None = None
            while page := await queue.page(chosen, limit=3, after=after and JobId(after)):
                assert len(page.items) <= 3
                seen += [job.id for job in page.items]
                after = page.next
                if after is None:
                    break
            assert len(seen) == len(set(seen)) == expected

    @pytest.mark.parametrize("after", ["what?", "", "1" * 5000])
    async def test_a_page_behind_no_id_is_invalid(self, queue: JobQueue, after: str):
        with pytest.raises(Invalid):
            await queue.page(after=JobId(after))

    async def test_counts_tell_kinds_and_states_apart(self, queue: JobQueue, worker: WorkerId):
        await queue.put(LISTEN, [A, B])
        await queue.put(TRACE, [A, B, C])
        await queue.give_up(await taken(queue, worker), "no")
        await taken(queue, worker)
        counts = await queue.counts()
        assert {pair: count for pair, count in counts.by.items() if count} == {
            (LISTEN, JobState.FAILED): 1,
            (LISTEN, JobState.RUNNING): 1,
            (TRACE, JobState.QUEUED): 3,
        }

    async def test_there_is_news_of_new_jobs_of_those_given_back_and_of_those_to_stop(
        self, queue: JobQueue, worker: WorkerId
    ):
        async with self.listening(queue) as news:
            await queue.put(LISTEN, [A])
            await self.heard(news)
            job = await taken(queue, worker)
            await queue.give_back(job)
            await self.heard(news)
            job = await taken(queue, worker)
            await queue.cancel(job.id)
            await self.heard(news)
            await queue.stop(job)
            await queue.retry(job.id)
            await self.heard(news)
            await queue.announce()
            await self.heard(news)

    async def test_everyone_who_listens_hears_the_news(self, queue: JobQueue):
        async with self.listening(queue) as first, self.listening(queue) as second:
            await queue.put(LISTEN, [A])
            await self.heard(first)
            await self.heard(second)

    @asynccontextmanager
    async def listening(self, queue: JobQueue) -> AsyncIterator[asyncio.Event]:
        """News, from the moment on when none is missed any more, and none is under way."""
        async with queue.news() as news:
            async with asyncio.timeout(PATIENCE):
                while not news.is_set():
                    await queue.announce()
                    await asyncio.sleep(0.01)
            with suppress(TimeoutError):
                while True:
                    news.clear()
                    async with asyncio.timeout(QUIET):
                        await news.wait()
            yield news

    async def heard(self, news: asyncio.Event) -> None:
        async with asyncio.timeout(PATIENCE):
            await news.wait()
        news.clear()
