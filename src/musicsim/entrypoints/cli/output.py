"""Where a command's words go: results to stdout, all else to stderr; tables on terminals, plain lines elsewhere."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from musicsim.entrypoints.cli.text import printable

if TYPE_CHECKING:
    from rich.console import Console

Document = object
"""What --json prints: a schema, or mappings of them and of what JSON knows."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table. `right` names the columns to align right, `wide` those that wrap rather than shrink others."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""
    right: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Output:
    """One command's output; `as_json` silences everything on stdout but one document."""

    as_json: bool = False

    @cached_property
    def err(self) -> "Console":
        """stderr, on which a live display and lines keep out of each other's way."""
        return _console(sys.stderr)

    @property
    def talks_to_people(self) -> bool:
        """Whether stderr is a terminal."""
        return sys.stderr.isatty()

    def document(self, document: Document) -> None:
        """Print the one document. ASCII only, so that no locale can spoil it."""
        import msgspec

        sys.stdout.write(json.dumps(msgspec.to_builtins(document, str_keys=True), indent=2) + "\n")

    def event(self, **event: object) -> None:
        """Print what happened, for programs that follow it: a document on a line of its own, handed on at once."""
        sys.stdout.write(json.dumps(event) + "\n")
        sys.stdout.flush()

    def line(self, text: str = "") -> None:
        """A line of the result."""
        sys.stdout.write(printable(text) + "\n")

    def note(self, text: str) -> None:
        """Lines beside the result, for people."""
        for line in map(printable, text.splitlines()):
            if self.talks_to_people:
                self.err.print(line, soft_wrap=True)
            else:
                sys.stderr.write(line + "\n")

    def grid(self, grid: Grid) -> None:
        """A table on a terminal; elsewhere lines with tabs between the cells, for cut and grep."""
        rows = [[printable(cell) for cell in row] for row in grid.rows]
        if sys.stdout.isatty():
            _console(sys.stdout).print(_table(grid, rows))
            return
        for row in [grid.columns, *rows] if any(grid.columns) else rows:
            sys.stdout.write("\t".join(row) + "\n")

    def flush(self) -> None:
        """Hand on now what was printed."""
        sys.stdout.flush()


def _console(stream: Any) -> "Console":
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)


def _table(grid: Grid, rows: Sequence[Sequence[str]]) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(
        title=grid.title or None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD if any(grid.columns) else None,
        show_header=any(grid.columns),
        pad_edge=False,
    )
    for name in grid.columns:
        table.add_column(
            name,
            justify="right" if name in grid.right else "left",
            overflow="fold" if name in grid.wide else "ellipsis",
            no_wrap=name not in grid.wide,
        )
    for row in rows:
        table.add_row(*row)
    return table
