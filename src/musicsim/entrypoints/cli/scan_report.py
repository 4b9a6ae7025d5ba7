"""What a scan comes to."""

from typing import TYPE_CHECKING

from musicsim.domain.model.scan import LibraryCounts, Scan
from musicsim.entrypoints.cli.failures import examples
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.text import count, plural, some, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicsim.bootstrap import Application
    from musicsim.domain.model.failure import FailureReason

_EXAMPLES = 3
_CHANGES = ("added", "changed", "moved", "restored", "missing")


async def report_scan(output: Output, application: "Application", scan: Scan, before: LibraryCounts) -> LibraryCounts:
    """Print the outcome of a finished scan and of the listening after it; the counts as they are now."""
    counts = (await application.report_status()).counts
    shown = await examples(application, counts.failed, _EXAMPLES)
    if output.as_json:
        from musicsim.entrypoints.schemas import library
        from musicsim.entrypoints.schemas import scan as scans

        failed = [
            {"reason": reason, "count": number, "examples": list(shown.get(reason, ()))}
            for reason, number in counts.failed.items()
        ]
        scanned, known = scans.ScanDetails.of_scan(scan), library.Counts.of(counts)
        output.document({"scan": scanned, "counts": known, "failed": failed})
    else:
        _print(output, scan, counts, before, shown)
    return counts


def _print(
    output: Output,
    scan: Scan,
    counts: LibraryCounts,
    before: LibraryCounts,
    shown: "Mapping[FailureReason, Sequence[str]]",
) -> None:
    if not describe_changes(scan) and counts == before:
        output.line(f"Nothing new: {describe_counts(counts)}.")
    else:
        output.line(describe_scan(scan))
        output.line(f"The library now: {describe_counts(counts)}.")
    if counts.failed:
        output.line()
        output.grid(_failed(counts, shown))
    if scan.problem_count:
        output.line()
        output.grid(unlisted_grid(scan, _EXAMPLES))
    if counts.failed or scan.problem_count:
        output.note("All of them, and what to do: musicsim show --failed")


def describe_scan(scan: Scan) -> str:
    """One sentence: how much was looked at, how long it took and what differed."""
    took = f" in {span((scan.finished_at - scan.started_at).total_seconds())}" if scan.finished_at else ""
    problems = f"; {count(scan.problem_count)} could not be listed" if scan.problem_count else ""
    return f"Scanned {plural(scan.listed, 'file')}{took}: {describe_changes(scan) or 'no change'}{problems}."


def describe_changes(scan: Scan) -> str:
    """Such as "12 added, 3 moved", without zeros."""
    return some(f"{count(number)} {name}" for name in _CHANGES if (number := getattr(scan, name)))


def describe_counts(counts: LibraryCounts) -> str:
    """Such as "1,000 tracks, 980 analysed, 12 failed", without zeros."""
    failed = sum(counts.failed.values())
    states = (
        (counts.analysed, "analysed"),
        (counts.silent, "silent"),
        (failed, "failed"),
        (counts.pending, "waiting"),
        (counts.missing, "missing"),
    )
    return some([plural(counts.present, "track"), *(f"{count(number)} {name}" for number, name in states if number)])


def _failed(counts: LibraryCounts, shown: "Mapping[FailureReason, Sequence[str]]") -> Grid:
    ordered = sorted(counts.failed.items(), key=lambda item: (-item[1], item[0]))
    rows = [(reason, count(number), some(shown.get(reason, ()))) for reason, number in ordered]
    columns = ("failed because", "tracks", "for example")
    return Grid(columns=columns, rows=rows, right=frozenset({"tracks"}), wide=frozenset({"for example"}))


def unlisted_grid(scan: Scan, most: int | None = None) -> Grid:
    """What the last scan could not list, at most `most` lines of it."""
    rows = [(one.key, str(one.failure.reason), one.failure.detail) for one in scan.problems[:most]]
    if scan.problem_count > len(rows):
        rows.append((f"… and {count(scan.problem_count - len(rows))} more", "", ""))
    return Grid(
        columns=("could not be listed", "because", "detail"), rows=rows, wide=frozenset({"could not be listed"})
    )
