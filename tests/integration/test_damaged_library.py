"""A folder full of damage is scanned to its end, and everything in it is listed with what became of it."""

from collections.abc import Mapping

import pytest

from musicsim.bootstrap import Application, open_application
from musicsim.config import Settings
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.scan import Scan, ScanStatus
from musicsim.domain.model.track import TrackStatus
from musicsim.entrypoints.worker.worker import Worker
from tests.support.damaged import Outcomes, make_damaged_library


@pytest.fixture(scope="module")
async def scanned(tmp_path_factory: pytest.TempPathFactory, anyio_backend: str):
    """What was expected, the scan, and the application that made it."""
    folder = tmp_path_factory.mktemp("damaged")
    expected = make_damaged_library(folder / "music")
    settings = Settings(library=str(folder / "music"), data=folder / "data", processes=2)
    async with open_application(settings) as app:
        worker = Worker(app, trace_waveforms=False)
        scan = await worker.scan()
        assert await worker.drain()
        yield expected, scan, app


async def _outcomes(app: Application, scan: Scan) -> dict[str, FailureReason | None]:
    """What became of each key; None is listened to."""
    outcomes = {problem.key: problem.failure.reason for problem in scan.problems}
    page = await app.search_tracks(TrackQuery(limit=500))
    assert page.next is None
    for track in page.items:
        assert track.status is not TrackStatus.PENDING, f"{track.key} still waits"
        outcomes[track.key] = track.failure.reason if track.failure else None
    return outcomes


async def test_each_file_is_listed_with_what_became_of_it(
    scanned: tuple[Mapping[str, Outcomes], Scan, Application],
) -> None:
    expected, scan, app = scanned
    assert scan.status is ScanStatus.FINISHED
    outcomes = await _outcomes(app, scan)
    assert set(outcomes) == set(expected)
    assert {key: reason for key, reason in outcomes.items() if reason not in expected[key]} == {}
    assert len(outcomes) >= 300
    assert sum(reason is not None for reason in outcomes.values()) >= 150


async def test_every_reason_comes_with_words(scanned: tuple[Mapping[str, Outcomes], Scan, Application]) -> None:
    _, scan, app = scanned
    failed = await app.search_tracks(TrackQuery(limit=500, statuses=frozenset({TrackStatus.FAILED})))
    failures = [track.failure for track in failed.items] + [problem.failure for problem in scan.problems]
    assert all(failure is not None and failure.detail for failure in failures)


async def test_a_second_scan_finds_nothing_new(scanned: tuple[Mapping[str, Outcomes], Scan, Application]) -> None:
    _, first, app = scanned
    again = await app.scan_library()
    assert (again.status, again.problem_count) == (ScanStatus.FINISHED, first.problem_count)
    assert (again.added, again.moved, again.missing) == (0, 0, 0)
    assert not (await app.report_status()).counts.pending
