"""Hits as people read them on a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from musicsim.entrypoints.cli.finding import describe
from musicsim.entrypoints.cli.output import Grid, Output

if TYPE_CHECKING:
    from musicsim.domain.model.details import Beside
    from musicsim.domain.model.explanation import Explanation
    from musicsim.domain.model.relations import KeyRelation, TempoRelation
    from musicsim.domain.model.similarity import Hit, Why
    from musicsim.domain.model.track import Track
    from musicsim.domain.model.words import WordHit, WordQuery

_COLUMNS = ("", "score", "title", "artist", "album", "BPM", "key", "path")
_WIDE = frozenset({"title", "artist", "album", "path", "why", "fits"})
_SHARE = 0.2  # what makes up less of a likeness is not worth words


def print_hits(output: Output, hits: "Sequence[Hit]", beside: "Beside") -> None:
    """A row a hit, with its reasons where there are any."""
    told = [_reasons(hit.why) for hit in hits]
    _print(output, hits, beside, "why" if any(told) else "", told)


def print_word_hits(output: Output, hits: "Sequence[WordHit]", query: "WordQuery", beside: "Beside") -> None:
    """A row a hit, with how it fits each word."""
    texts = [f"{'no ' if clause.negated else ''}{clause.text}" for clause in query.clauses]
    _print(output, hits, beside, "fits", [_fits(texts, hit.fits) for hit in hits])


def _print(output: Output, hits: "Sequence[Hit | WordHit]", beside: "Beside", more: str, told: Sequence[str]) -> None:
    """`told` is what stands in the column `more`, if there is one."""
    if not hits:
        output.note("Nothing: no other track has been listened to, or the limits leave none.")
        return
    rows = [_row(rank, hit, beside) for rank, hit in enumerate(hits, 1)]
    if more:
        rows = [(*row, text) for row, text in zip(rows, told, strict=True)]
    columns = (*_COLUMNS, more) if more else _COLUMNS
    output.grid(Grid(columns=columns, rows=rows, right=frozenset({"", "score", "BPM"}), wide=_WIDE))
    for rank, hit in enumerate(hits, 1):
        for copy in hit.copies:
            output.note(f"{rank} also as {copy.key}")


def print_copies(output: Output, copies: "Sequence[Track]") -> None:
    """Lines for the copies of what was asked for."""
    for copy in copies:
        output.note(f"The same recording: {describe(copy)} ({copy.key})")


def _row(rank: int, hit: "Hit | WordHit", beside: "Beside") -> tuple[str, ...]:
    about, heard = hit.track.metadata, beside.heard.get(hit.track.id)
    tempo = f"{heard.bpm:.0f}" if heard and heard.bpm is not None else ""
    key = heard.key.camelot if heard and heard.key else ""
    return (str(rank), f"{hit.score:.3f}", about.title, about.artist, about.album, tempo, key, hit.track.key)


def _fits(texts: Sequence[str], fits: Sequence[float]) -> str:
    return ", ".join(f"{text} {fit:.0%}" for text, fit in zip(texts, fits, strict=False))


def _reasons(why: "Why | None") -> str:
    """The main shares, the tags that both have, the relations of tempo and key."""
    if why is None:
        return ""
    told = why.explanation
    shares = sorted(told.shares._asdict().items(), key=lambda one: -one[1])
    parts = [", ".join(f"{facet} {share:.0%}" for facet, share in shares if share >= _SHARE)]
    parts += [", ".join(tag.name for tag in told.tags), *_relations(told)]
    return "; ".join(part for part in parts if part)


def _relations(told: "Explanation") -> list[str]:
    return [text for text in (_tempo(told.tempo), _key(told.key)) if text]


def _tempo(relation: "TempoRelation | None") -> str:
    if relation is None:
        return ""
    kind = relation.kind.value
    return f"{kind} tempo" if kind in {"same", "double", "half"} else f"{kind} by {abs(relation.change):.0%}"


def _key(relation: "KeyRelation | None") -> str:
    if relation is None or relation.kind.value == "other":
        return ""
    return f"{relation.kind.value} key"
