"""Progress as lines, and as the rows tell it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from musicsim.domain.model.identity import ScanId
from musicsim.domain.model.scan import LibraryCounts, Scan, ScanStatus
from musicsim.domain.model.status import LibraryStatus
from musicsim.entrypoints.cli.meter import EVERY, Meter, WrittenMeter
from musicsim.entrypoints.cli.watching import tell


@dataclass
class Paper:
    lines: list[str] = field(default_factory=list)
    time: float = 0.0

    def meter(self) -> WrittenMeter:
        return WrittenMeter(self.lines.append, lambda: self.time)


class Shown(Meter):
    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def show(self, phase: str, done: int, total: int | None, note: str = "") -> None:
        self.calls.append((phase, done, total, note))

    def clear(self) -> None:
        self.calls.append(("clear",))


def test_what_is_quick_needs_no_words() -> None:
    paper = Paper()
    meter = paper.meter()
    meter.show("Reading", 0, 100)
    paper.time = EVERY / 2
    meter.show("Reading", 100, 100)
    assert paper.lines == []


def test_a_line_now_and_then_and_one_at_the_end() -> None:
    paper = Paper()
    meter = paper.meter()
    for done in range(0, 3001, 100):
        paper.time = done / 100 * EVERY / 10
        meter.show("Reading", done, 3000, "soon")
    assert paper.lines == [
        "Reading: 1,000 of 3,000, soon",
        "Reading: 2,000 of 3,000, soon",
        "Reading: 3,000 of 3,000, soon",
    ]


def test_phases_side_by_side_each_have_their_time() -> None:
    paper = Paper()
    meter = paper.meter()
    for step in range(11):
        paper.time = step * EVERY / 10
        meter.show("Listing", step, None)
        meter.show("Listening", step, 100)
    assert paper.lines == ["Listing: 10", "Listening: 10 of 100"]


def test_no_line_comes_twice() -> None:
    paper = Paper()
    meter = paper.meter()
    for step in range(100):
        paper.time = step * EVERY
        meter.show("Listening", 1, 2)
    assert paper.lines == ["Listening: 1 of 2"]


def _status(scan: ScanStatus, to_read: int = 0, pending: int = 0, per_minute: float = 0.0) -> LibraryStatus:
    log = Scan(
        id=ScanId("s"), status=scan, started_at=datetime(2026, 1, 1, tzinfo=UTC), listed=9, to_read=to_read, read=3
    )
    return LibraryStatus(LibraryCounts(pending=pending, analysed=5, failed={}), per_minute, 120.0, log)


def test_the_phases_of_a_scan() -> None:
    meter = Shown()
    tell(meter, _status(ScanStatus.RUNNING))
    tell(meter, _status(ScanStatus.RUNNING, to_read=7, pending=2))
    tell(meter, _status(ScanStatus.FINISHED, pending=1, per_minute=30))
    tell(meter, _status(ScanStatus.FINISHED))
    assert meter.calls == [
        ("Listing", 9, None, ""),
        ("Reading", 3, 7, ""),
        ("Listening", 5, 7, ""),
        ("Listening", 5, 6, "30 a minute, 2 min left"),
        ("clear",),
    ]
