"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

LibraryPlace = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="PLACE",
        help="The folder with the music, or s3://bucket/prefix; overrides MUSICSIM_LIBRARY.",
    ),
]
DataFolder = Annotated[
    Path | None,
    typer.Option("--data", metavar="FOLDER", help="Where musicsim keeps what it knows; overrides MUSICSIM_DATA."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for programs.")]
First = Annotated[bool, typer.Option("--first", help="Take the first of several matches.")]
