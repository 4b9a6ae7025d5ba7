"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

LibraryFolder = Annotated[
    Path | None,
    typer.Option("--library", metavar="FOLDER", help="The folder with the music; overrides MUSICSIM_LIBRARY."),
]
DataFolder = Annotated[
    Path | None,
    typer.Option("--data", metavar="FOLDER", help="Where musicsim keeps what it knows; overrides MUSICSIM_DATA."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]
First = Annotated[bool, typer.Option("--first", help="Take the first of several matches.")]
