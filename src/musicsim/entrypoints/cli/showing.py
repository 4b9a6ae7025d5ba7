"""What `show` prints."""

from typing import TYPE_CHECKING

from musicsim.domain.model.scan import Scan
from musicsim.entrypoints.cli.advice import advice
from musicsim.entrypoints.cli.failures import failed_tracks
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.scan_report import describe_changes, describe_counts, unlisted_grid
from musicsim.entrypoints.cli.text import bar, clock, plural, size, some, span

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.analysis import Analysis, Tags
    from musicsim.domain.model.failure import Failure
    from musicsim.domain.model.track import Track

_TAGS = 8

Pairs = list[tuple[str, str]]


async def show_library(output: Output, application: "Application") -> None:
    """Counts, pace and the last scan."""
    status, library = await application.report_status(), (await application.operating.find_library()).location
    if output.as_json:
        from msgspec.structs import asdict

        from musicsim.entrypoints.schemas.library import LibraryStatus

        output.document({"library": library, **asdict(LibraryStatus.of(status))})
        return
    left = f", {span(status.eta)} left" if status.counts.pending and status.eta is not None else ""
    pace = f"{status.per_minute:.0f} tracks a minute{left}" if status.per_minute else ""
    known = describe_counts(status.counts)
    _pairs(output, [("library", library), ("tracks", known), ("listening", pace), ("last scan", _scan(status.scan))])


def _scan(scan: Scan | None) -> str:
    if scan is None:
        return "none yet: run 'musicsim scan'"
    at = f"{scan.started_at.astimezone():%Y-%m-%d %H:%M}"
    problems = f"{scan.problem_count:,} could not be listed" if scan.problem_count else ""
    return some([f"{scan.status} ({at})", plural(scan.listed, "file"), describe_changes(scan), problems, scan.error])


async def show_failed(output: Output, application: "Application") -> None:
    """Every failed track, and what the last scan could not list."""
    scan = (await application.report_status()).scan
    tracks = [track async for track in failed_tracks(application)]
    if output.as_json:
        from musicsim.entrypoints.schemas.scan import ScanProblem
        from musicsim.entrypoints.schemas.track import Track as Schema

        problems = [ScanProblem.of(problem) for problem in scan.problems] if scan else []
        beside = await application.show_beside(tracks, None)
        output.document({"failed": [Schema.of(track, beside) for track in tracks], "problems": problems})
        return
    if tracks:
        rows = [(track.key, one.reason, one.detail) for track in tracks if (one := track.failure) is not None]
        wide = frozenset({"failed", "detail"})
        output.grid(Grid(columns=("failed", "because", "detail"), rows=rows, wide=wide))
    if scan is not None and scan.problem_count:
        output.grid(unlisted_grid(scan))
    reasons = {one.reason for track in tracks if (one := track.failure)}
    reasons |= {problem.failure.reason for problem in scan.problems} if scan else set()
    for reason in sorted(reasons):
        output.note(f"{reason}: {advice(reason)}")
    if not reasons:
        output.line("No file failed.")


async def show_one(output: Output, application: "Application", track: "Track") -> None:
    """A track and its analysis."""
    details = await application.show_track(track.id)
    if output.as_json:
        from musicsim.entrypoints.schemas.analysis import TrackDetails

        output.document(TrackDetails.of_details(details))
        return
    _pairs(output, _of_track(details.track) + _of_analysis(details.analysis))
    if details.analysis is not None and details.analysis.tags is not None:
        output.line()
        output.grid(_tags(details.analysis.tags))


def _pairs(output: Output, pairs: Pairs) -> None:
    """Names and values, without those that have none."""
    output.grid(Grid(columns=("", ""), rows=[pair for pair in pairs if pair[1]], wide=frozenset({""})))


def _of_track(track: "Track") -> Pairs:
    about = track.metadata
    gone = f"{track.missing_since.astimezone():%Y-%m-%d %H:%M}" if track.missing_since else ""
    place = some(
        [f"disc {about.disc_number}" if about.disc_number else "", f"track {about.track_number or ''}".strip()]
    )
    return [
        ("title", about.title),
        ("artist", about.artist),
        ("album", about.album),
        ("album artist", about.album_artist if about.album_artist != about.artist else ""),
        ("place", place if about.track_number else ""),
        ("genre", about.genre),
        ("year", str(about.year or "")),
        ("length", clock(about.duration) if about.duration else ""),
        ("format", _format(track)),
        ("path", track.key),
        ("id", track.id),
        ("status", track.status),
        ("missing since", gone),
        *_of_failure(track.failure),
    ]


def _format(track: "Track") -> str:
    about = track.metadata
    rate = f"{about.sample_rate / 1000:g} kHz" if about.sample_rate else ""
    bits = f"{about.bitrate:.0f} kbit/s" if about.bitrate else ""
    channels = plural(about.channels, "channel") if about.channels else ""
    return some([about.codec, rate, channels, bits, size(track.size)])


def _of_failure(failure: "Failure | None") -> Pairs:
    if failure is None:
        return []
    return [("failed because", some([failure.reason, failure.detail])), ("what to do", advice(failure.reason))]


def _of_analysis(found: "Analysis | None") -> Pairs:
    if found is None:
        return []
    part = found.highlight
    highlight = f"{clock(part.start)} to {clock(part.start + part.length)}" if part else ""
    models = dict.fromkeys(
        one.model for one in (found.tempo, found.key, found.loudness, found.tags, found.highlight) if one
    )
    return [
        ("tempo", f"{found.tempo.bpm:.1f} BPM ({found.tempo.confidence:.0%} sure)" if found.tempo else ""),
        (
            "key",
            f"{found.key.key.name}, {found.key.key.camelot} ({found.key.confidence:.0%} sure)" if found.key else "",
        ),
        ("loudness", f"{found.loudness.lufs:.1f} LUFS" if found.loudness else ""),
        ("highlight", highlight),
        ("spaces", some(embedding.space for embedding in found.embeddings)),
        ("models", some(models)),
    ]


def _tags(tags: "Tags") -> Grid:
    rows = [(name, f"{share:.2f}", bar(share)) for name, share in tags.top(_TAGS)]
    return Grid(columns=("tag", "probability", ""), rows=rows, right=frozenset({"probability"}))
