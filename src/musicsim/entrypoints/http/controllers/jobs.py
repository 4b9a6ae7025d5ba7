"""The jobs of the background work: what waits, runs, failed, was cancelled."""

from typing import Annotated

from litestar import Router, get, post
from litestar.params import QueryParameter

from musicsim.domain.model.job import JobId, JobState
from musicsim.entrypoints.http.access import ADMINS
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Cursor, Id, Limit
from musicsim.entrypoints.schemas.job import Job, JobPage

States = Annotated[list[JobState] | None, QueryParameter(name="state", description="Only jobs in these states.")]


@get("/", operation_id="list_jobs", summary="List jobs", responses=problems(422, 503))
async def list_jobs(
    application: InjectedApplication, states: States = None, limit: Limit = 50, cursor: Cursor = None
) -> JobPage:
    """Page by page, in the order in which they were queued. What was performed is no longer there."""
    return JobPage.of(await application.list_jobs(states or (), limit, cursor))


@post(
    "/{job_id:str}/cancel",
    access=ADMINS,
    operation_id="cancel_job",
    summary="Cancel a job",
    status_code=200,
    responses=problems(403, 404, 422, 503),
)
async def cancel_job(application: InjectedApplication, job_id: Id) -> Job:
    """One that runs is asked to stop, and is cancelled a moment later. The next scan may queue its track again."""
    return Job.of(await application.cancel_job(JobId(job_id)))


@post(
    "/{job_id:str}/retry",
    access=ADMINS,
    operation_id="retry_job",
    summary="Try a job again",
    status_code=200,
    responses=problems(403, 404, 422, 503),
)
async def retry_job(application: InjectedApplication, job_id: Id) -> Job:
    """Queues one that failed, was cancelled or waits for another attempt, due at once; one that runs goes on."""
    return Job.of(await application.retry_job(JobId(job_id)))


router = Router("/library/jobs", route_handlers=[list_jobs, cancel_job, retry_job], tags=["library"])
