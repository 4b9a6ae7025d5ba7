"""Which use case performs which kind of job."""

import logging
from collections.abc import Awaitable, Callable

from musicsim.bootstrap import Application
from musicsim.domain.errors import Conflict, MusicsimError
from musicsim.domain.model.job import Job, JobKind
from musicsim.domain.use_cases.analyse_track import Outcome

Perform = Callable[[Job], Awaitable[None]]
"""Does what a job says. Any job may be performed again, by any process: the rows know what was done."""

log = logging.getLogger(__name__)


def performing(application: Application) -> Perform:
    """What performs jobs with `application`."""

    async def perform(job: Job) -> None:
        try:
            match job.kind:
                case JobKind.LISTEN:
                    await _listen(application, job)
                case JobKind.TRACE:
                    await application.trace_waveform(job.track_id)
                case JobKind.PRINT:
                    await application.clips.print_track(job.track_id)
        except MusicsimError:
            raise
        except Exception:
            log.exception("What is to be done with %s (%s) broke off.", await _name(application, job), job.kind)
            raise

    return perform


async def _listen(application: Application, job: Job) -> None:
    if await application.analyse_track(job.track_id) is Outcome.OUTDATED:
        raise Conflict("The file changed after it was scanned. The next scan will see to it.")


async def _name(application: Application, job: Job) -> str:
    try:
        return (await application.show_track(job.track_id)).track.key
    except MusicsimError:
        return job.track_id
