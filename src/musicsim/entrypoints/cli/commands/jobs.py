"""`musicsim jobs`: what the background work has to do, does, and could not do."""

from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.domain.errors import Conflict
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.options import AsJson, DataFolder
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.session import Session
from musicsim.entrypoints.cli.text import span

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from musicsim.bootstrap import Application
    from musicsim.domain.model.job import Job, JobId
    from musicsim.domain.model.page import Page
    from musicsim.domain.use_cases.list_jobs import TrackJob

jobs = typer.Typer(rich_markup_mode=None, help="Look at the jobs of the background work, cancel them, try them again.")

JobIdArgument = Annotated[str, typer.Argument(metavar="ID", help="The job's id, as the list has it.")]


def _states(words: list[str] | None) -> list[str]:
    from musicsim.domain.model.job import JobState

    known = [str(state) for state in JobState]
    for word in words or ():
        if word not in known:
            raise typer.BadParameter(f"there is no state {word!r}: {', '.join(known)}")
    return words or []


@jobs.callback(invoke_without_command=True)
def list_jobs(
    context: typer.Context,
    state: Annotated[
        list[str] | None,
        typer.Option(callback=_states, help="Only these: queued, running, failed, cancelled; may be repeated."),
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, max=500, help="The most jobs to list.")] = 50,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List jobs, in the order in which they were queued."""
    if context.invoked_subcommand is not None:
        return
    session = Session.of(context, as_json=as_json, data=data)

    async def job(application: "Application") -> Exit:
        from musicsim.domain.model.job import JobState

        _check_shared(application)
        page = await application.list_jobs([JobState(word) for word in state or ()], limit)
        _report(session.output, page)
        return Exit.OK

    session.run(job)


@jobs.command()
def cancel(context: typer.Context, job_id: JobIdArgument, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Cancel a job; one that runs is asked to stop. The next scan may queue its track again."""
    _change(Session.of(context, as_json=as_json, data=data), job_id, lambda application: application.cancel_job)


@jobs.command()
def retry(context: typer.Context, job_id: JobIdArgument, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Try a job again that failed, was cancelled, or waits for another attempt."""
    _change(Session.of(context, as_json=as_json, data=data), job_id, lambda application: application.retry_job)


def _change(
    session: Session, job_id: str, choose: "Callable[[Application], Callable[[JobId], Awaitable[Job]]]"
) -> None:
    async def job(application: "Application") -> Exit:
        from musicsim.domain.model.job import JobId
        from musicsim.entrypoints.schemas.job import Job

        _check_shared(application)
        changed = await choose(application)(JobId(job_id))
        if session.output.as_json:
            session.output.document(Job.of(changed))
        else:
            session.output.line(f"Job {changed.id}: {_state(changed)}")
        return Exit.OK

    session.run(job)


def _check_shared(application: "Application") -> None:
    if not application.queue.shared:
        raise Conflict(
            "The embedded job queue is inside the process that works: ask `musicsim serve` for its jobs "
            "(GET /api/v1/library/jobs), or share one with MUSICSIM_JOB_QUEUE=procrastinate."
        )


def _report(output: Output, page: "Page[TrackJob]") -> None:
    if output.as_json:
        from musicsim.entrypoints.schemas.job import JobPage

        output.document(JobPage.of(page))
        return
    rows = [
        (
            one.job.id,
            one.job.kind,
            _state(one.job),
            str(one.job.attempts),
            one.track.key if one.track else "",
            _why(one.job),
        )
        for one in page.items
    ]
    columns = ("id", "kind", "state", "attempts", "file", "because")
    output.grid(Grid(columns=columns, rows=rows, right=frozenset({"attempts"}), wide=frozenset({"file", "because"})))
    if page.next is not None:
        output.note("There are more: -n lists up to 500, --state only some.")


def _state(job: "Job") -> str:
    if job.cancelling:
        return "being cancelled"
    return f"{job.state} ({job.worker_name})" if job.worker_name else str(job.state)


def _why(job: "Job") -> str:
    return f"{job.reason} Again in {span(_left(job.due_at))}." if job.due_at is not None else job.reason


def _left(due_at: "datetime") -> float:
    from datetime import UTC, datetime

    return max(0.0, (due_at - datetime.now(UTC)).total_seconds())
