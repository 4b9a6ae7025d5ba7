"""The quality report for people."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from musicsim.domain.model.evaluation import AnswerQuality, DuplicateReport, Label, Quality, Retrieval
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.text import plural

if TYPE_CHECKING:
    from musicsim.entrypoints.cli.truth import Truth

_MEASURES: tuple[tuple[str, Label, int | None], ...] = (
    ("style P@3", Label.STYLE, 3),
    ("style mAP", Label.STYLE, None),
    ("artist P@1", Label.ARTIST, 1),
    ("artist P@10", Label.ARTIST, 10),
    ("artist mAP", Label.ARTIST, None),
    ("album P@1", Label.ALBUM, 1),
    ("album P@10", Label.ALBUM, 10),
    ("album mAP", Label.ALBUM, None),
)


def print_quality(output: Output, quality: Quality, truth: "Truth | None") -> None:
    """Methods beside one another, then the near-duplicates."""
    methods = list(quality.retrieval)
    rows = [(name, *_cells(quality, label, k)) for name, label, k in _MEASURES]
    output.grid(Grid(columns=["measure", *methods], rows=rows, right=frozenset(methods)))
    output.note(
        f"{plural(quality.tracks, 'track')} asked for one another. P@k: share of right ones among the k nearest; mAP: "
        "mean average precision. Style is the genre tag, without answers by the same artist."
    )
    _print_rules(output, quality.rules)
    if quality.duplicates is None:
        output.line(f"Near-duplicates: {plural(quality.groups, 'group')}.")
    else:
        _print_duplicates(output, quality.duplicates, truth)


def _print_rules(output: Output, rules: Mapping[str, AnswerQuality]) -> None:
    columns = ("ranking", "style", "same artist", "artists", "skewness", "orphans")
    rows = [
        (name, *(f"{figure:.3f}" for figure in (one.style, one.artist, one.artists, one.skewness, one.orphans)))
        for name, one in rules.items()
    ]
    output.grid(Grid(columns=columns, rows=rows, right=frozenset(columns[1:])))
    output.note(
        "Ten hits by each rule of ranking alone. Style: among hits by others; skewness: of how often tracks come up "
        "(0: evenly), orphans: the share that never does."
    )


def _cells(quality: Quality, label: Label, k: int | None) -> list[str]:
    return [_cell(measured.get(label), k) for measured in quality.retrieval.values()]


def _cell(retrieval: Retrieval | None, k: int | None) -> str:
    """A share, or nothing when no track had a right answer to find."""
    if retrieval is None or not retrieval.queries:
        return "–"
    share = retrieval.mean_average_precision if k is None else retrieval.precision[k]
    return f"{share:.3f}"


def _print_duplicates(output: Output, report: DuplicateReport, truth: "Truth | None") -> None:
    figures = f"{report.found} of {report.expected} known pairs found, {len(report.false)} false"
    output.line(f"Near-duplicates: {figures}.")
    missed = [("missed", *pair, truth.kind(*pair) if truth else "") for pair in report.missed]
    rows = [*missed, *(("false", *pair, "") for pair in report.false)]
    if rows:
        output.grid(
            Grid(columns=("near-duplicates", "one", "other", "kind"), rows=rows, wide=frozenset({"one", "other"}))
        )
