"""The group of all commands."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from musicsim.entrypoints.cli.exits import Exit, error_document
from musicsim.entrypoints.cli.output import Output

_UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # any wrong usage; typer does not hand it out


class CommandGroup(TyperGroup):
    """Says what is wrong with the words that were typed as a document, too, when --json is one of them."""

    _as_json = False

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run the command that `args` (by default the process's own) name."""
        words = list(sys.argv[1:] if args is None else args)
        self._as_json = "--json" in words
        return super().main(words, *rest, **options)

    def make_context(self, *rest: Any, **options: Any) -> Any:
        """Understand the words before the command."""
        with self._told():
            return super().make_context(*rest, **options)

    def invoke(self, ctx: Any) -> Any:
        """Understand the command's own words, and run it."""
        with self._told():
            return super().invoke(ctx)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except _UsageError as fault:
            if self._as_json:
                Output().document(error_document(Exit.USAGE, [fault.format_message()]))  # type: ignore[attr-defined]
            raise
