"""Where the process starts. Light on purpose: analysis processes import this module again when they are spawned."""

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command that `arguments` (by default the process's own) name, and end with its exit code."""
    from musicsim.entrypoints.cli.app import build_cli
    from musicsim.entrypoints.cli.exits import Exit
    from musicsim.entrypoints.cli.world import real_world

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        build_cli(real_world())(args=arguments, prog_name="musicsim")
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    sys.exit(Exit.OK)
