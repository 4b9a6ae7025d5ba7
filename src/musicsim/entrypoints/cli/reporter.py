"""What a worker tells: lines for people, events for programs."""

from collections import Counter
from typing import TYPE_CHECKING

from musicsim.entrypoints.cli.output import Output
from musicsim.entrypoints.cli.text import plural, some
from musicsim.entrypoints.worker.endings import Ended, Ending
from musicsim.entrypoints.worker.membership import own_name

if TYPE_CHECKING:
    from musicsim.bootstrap import Application

_WORDS = {
    Ending.PERFORMED: "performed",
    Ending.PUT_OFF: "put off",
    Ending.FAILED: "failed",
    Ending.CANCELLED: "cancelled",
    Ending.GIVEN_BACK: "given back",
    Ending.LOST: "lost to others",
}


class Reporter:
    """With --json each event is a document on a line of its own."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._endings: Counter[Ending] = Counter()

    def started(self, application: "Application") -> None:
        """It begins to work."""
        at_once = application.concurrency
        self._tell(
            f"The worker {own_name()} listens to {plural(at_once, 'file')} at a time (Ctrl-C ends it)",
            event="started",
            worker=own_name(),
            concurrency=at_once,
            queue=application.settings.job_queue,
        )

    def ended(self, ended: Ended) -> None:
        """One attempt at a job is over; people hear of that at the end, and in the log if it failed."""
        self._endings[ended.ending] += 1
        if self._output.as_json:
            self._output.event(
                event="job",
                id=ended.job.id,
                kind=ended.job.kind,
                track_id=ended.job.track_id,
                outcome=ended.ending,
                seconds=round(ended.seconds, 3),
                reason=ended.reason,
            )

    def stopped(self) -> None:
        """It works no more."""
        done = some(f"{count:,} {_WORDS[ending]}" for ending, count in sorted(self._endings.items()))
        self._tell(f"Stopped. Jobs: {done or 'none'}.", event="stopped", jobs=dict(self._endings))

    def _tell(self, text: str, **event: object) -> None:
        if self._output.as_json:
            self._output.event(**event)
        else:
            self._output.note(text)
