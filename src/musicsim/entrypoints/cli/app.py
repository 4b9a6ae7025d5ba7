"""The commands, put together."""

from pathlib import Path
from typing import Annotated

import typer

from musicsim import __version__
from musicsim.entrypoints.cli.commands.artwork import artwork
from musicsim.entrypoints.cli.commands.config import config as config_command
from musicsim.entrypoints.cli.commands.demo import demo
from musicsim.entrypoints.cli.commands.doctor import doctor
from musicsim.entrypoints.cli.commands.evaluate import evaluate
from musicsim.entrypoints.cli.commands.jobs import jobs
from musicsim.entrypoints.cli.commands.map import map_command
from musicsim.entrypoints.cli.commands.path import path
from musicsim.entrypoints.cli.commands.playlist import playlist
from musicsim.entrypoints.cli.commands.recommend import recommend
from musicsim.entrypoints.cli.commands.scan import scan
from musicsim.entrypoints.cli.commands.serve import serve
from musicsim.entrypoints.cli.commands.show import show
from musicsim.entrypoints.cli.commands.similar import similar
from musicsim.entrypoints.cli.commands.upload import upload
from musicsim.entrypoints.cli.commands.user import user
from musicsim.entrypoints.cli.commands.vectors import vectors
from musicsim.entrypoints.cli.commands.worker import worker
from musicsim.entrypoints.cli.group import CommandGroup
from musicsim.entrypoints.cli.session import Start, World

_COMMANDS = (serve, worker, scan, similar, path, recommend, show, evaluate, doctor, demo, upload)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"musicsim {__version__}")
        raise typer.Exit


def build_cli(world: World) -> typer.Typer:
    """The command line on `world`."""
    cli = typer.Typer(
        name="musicsim",
        cls=CommandGroup,
        no_args_is_help=True,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @cli.callback(epilog="Exit codes and examples: docs/cli.md. Settings: MUSICSIM_* variables or a TOML file.")
    def start(
        context: typer.Context,
        config: Annotated[
            Path | None, typer.Option(metavar="FILE", help="A TOML file with settings; overrides MUSICSIM_CONFIG.")
        ] = None,
        version: Annotated[
            bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
        ] = False,
    ) -> None:
        """Explore a music library by how it sounds."""
        context.obj = Start(world=world, config=config)

    for command in _COMMANDS:
        cli.command()(command)
    cli.command("config")(config_command)
    cli.command("map")(map_command)
    cli.add_typer(artwork, name="artwork")
    cli.add_typer(jobs, name="jobs")
    cli.add_typer(playlist, name="playlist")
    cli.add_typer(user, name="user")
    cli.add_typer(vectors, name="vectors")
    return cli
