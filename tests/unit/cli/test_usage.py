"""What holds for every command."""

import json
from pathlib import Path

import pytest

from musicsim import __version__
from musicsim.entrypoints.cli.exits import Exit
from tests.support.cli import Desk

COMMANDS = ("serve", "scan", "similar", "show", "evaluate", "doctor", "demo", "upload")


def test_the_version(desk: Desk) -> None:
    assert desk.run("--version").stdout == f"musicsim {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help(desk: Desk, command: str) -> None:
    assert command in desk.run("--help").stdout
    result = desk.run(command, "--help")
    assert result.exit_code == 0
    assert "--json" in result.stdout


@pytest.mark.parametrize("words", [["listen"], ["scan", "--no-such-option"], ["similar"], ["serve", "--port", "many"]])
def test_wrong_usage(desk: Desk, words: list[str]) -> None:
    result = desk.run(*words)
    assert result.exit_code == 2
    assert "Usage: musicsim" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["similar", "--json"],
        ["scan", "--json", "--no-such-option"],
        ["similar", "a", "-n", "0", "--json"],
        ["listen", "--json"],
        ["--no-such-option", "show", "--json"],
        ["show", "a", "--failed", "--json"],
    ],
)
def test_wrong_usage_is_told_to_programs_too(desk: Desk, words: list[str]) -> None:
    result = desk.run(*words)
    assert result.exit_code == 2
    error = json.loads(result.stdout)["error"]
    assert (error["code"], error["kind"]) == (2, "usage")
    assert error["messages"][0] in " ".join(result.stderr.split())


def test_every_wrong_setting_is_named(desk: Desk) -> None:
    desk.environment |= {"MUSICSIM_PORT": "many", "MUSICSIM_LIBARY": "x"}
    result = desk.run("show")
    assert result.exit_code == 2
    assert "The setting port is wrong" in result.stderr
    assert "Did you mean library?" in result.stderr
    assert len(desk.json("show", code=2)["error"]["messages"]) == 2


def test_a_settings_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "musicsim.toml"
    file.write_text(f"library = {json.dumps(str(tmp_path / 'other'))}")
    del desk.environment["MUSICSIM_LIBRARY"]
    result = desk.run("--config", str(file), "show", "--json")
    assert json.loads(result.stdout)["library"] == str(tmp_path / "other")


def test_an_option_overrides_the_environment(desk: Desk, tmp_path: Path) -> None:
    assert desk.json("show", "--library", str(tmp_path))["library"] == str(tmp_path)


def test_a_settings_file_that_is_not_there(desk: Desk) -> None:
    result = desk.run("--config", "nowhere.toml", "show")
    assert result.exit_code == 2
    assert "nowhere.toml" in result.stderr


def test_an_unforeseen_fault_is_explained_without_a_traceback(desk: Desk) -> None:
    desk.unopenable = RuntimeError("the moon fell down")
    result = desk.run("show")
    assert result.exit_code == 1
    assert "RuntimeError: the moon fell down" in result.stderr
    assert "Traceback" not in result.stderr
    assert desk.json("show", code=1)["error"]["kind"] == "fault"


def test_debugging_shows_the_traceback(desk: Desk) -> None:
    desk.environment["MUSICSIM_LOG_LEVEL"] = "debug"
    desk.unopenable = RuntimeError("the moon fell down")
    assert "Traceback" in desk.run("show").stderr


def test_an_interruption_is_quiet(desk: Desk) -> None:
    desk.unopenable = KeyboardInterrupt()
    result = desk.run("show")
    assert (result.exit_code, result.output) == (130, "")


def test_documentation_lists_every_exit_code() -> None:
    text = (Path(__file__).parents[3] / "docs/cli.md").read_text()
    for code in Exit:
        assert f"| {int(code)} |" in text
