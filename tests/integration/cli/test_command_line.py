"""The command line as people use it: real processes, a real folder, the real model."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.lease_holder import held_elsewhere
from tests.support.terminal import Terminal
from tests.unit.use_cases.library import tone

PATIENCE = 120.0

pytestmark = pytest.mark.slow

FILES = {"Ada/Deep/01 - Low": 110, "Ada/Deep/02 - Lower": 104, "Bö/Bright/01 - High": 880, "Bö/Bright/02 - Higher": 930}


def _fill(library: Path) -> Path:
    for name, pitch in FILES.items():
        file = library / f"{name}.wav"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(tone(pitch, seconds=3.0, rate=16000))
    (library / "broken.mp3").write_bytes(b"this is no music")
    return library


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A library that was scanned."""
    folder = tmp_path_factory.mktemp("cli")
    made = Terminal(_fill(folder / "music"), folder / "data")
    done = made.run("scan")
    assert done.returncode == 0, done.stderr
    assert "5 added" in done.stdout
    assert "5 tracks, 4 analysed, 1 failed" in done.stdout
    return made


def test_a_second_scan_has_nothing_to_do(terminal: Terminal) -> None:
    assert terminal.run("scan").stdout.startswith("Nothing new: 5 tracks, 4 analysed, 1 failed.")


def test_similar_by_path_id_and_words(terminal: Terminal) -> None:
    by_path = terminal.json("similar", "Ada/Deep/01 - Low.wav", "--per-album", "0")
    assert {item["track"]["path"] for item in by_path["items"]} | {c["path"] for c in by_path["copies"]} == {
        f"{name}.wav" for name in FILES if name != "Ada/Deep/01 - Low"
    }
    assert terminal.json("similar", by_path["seed"]["id"], "--per-album", "0") == by_path
    from_inside = terminal.run("similar", "01 - High.wav", cwd=terminal.library / "Bö/Bright")
    assert from_inside.returncode == 0
    assert "Bö – High" in from_inside.stderr
    assert terminal.json("similar", "bo higher")["seed"]["title"] == "Higher"


def test_show(terminal: Terminal) -> None:
    found = terminal.json("show", "higher")
    assert found["analysis"]["spaces"][0].startswith("musicnn")
    assert found["analysis"]["tags"]["items"]
    failed = terminal.json("show", "--failed")["failed"]
    assert [(track["path"], track["failure"]["reason"]) for track in failed] == [("broken.mp3", "not_audio")]


def test_evaluate(terminal: Terminal) -> None:
    measured = terminal.json("evaluate")
    assert measured["tracks"] == 4
    assert "random" in measured["retrieval"]


def test_doctor(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.json("doctor")["healthy"]
    away = terminal.run("doctor", "--library", str(tmp_path / "unmounted"))
    assert away.returncode == 6
    assert "WRONG\tlibrary" in away.stdout


def test_doctor_on_a_damaged_database(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "musicsim.db").write_bytes(b"this is no database" * 1000)
    result = terminal.run("doctor", "--data", str(tmp_path))
    assert result.returncode == 6, result.stderr
    assert "WRONG\tapplication" in result.stdout
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["similar", "nothing is called this"], 3),
        (["similar", "ada"], 4),
        (["similar", "broken.mp3"], 4),
        (["scan", "--library", "/nowhere/at/all"], 5),
        (["serve", "--host", "192.0.2.1"], 4),
        (["serve", "--host", "nowhere.invalid"], 4),
    ],
)
def test_exit_codes(terminal: Terminal, words: list[str], code: int) -> None:
    result = terminal.run(*words)
    assert result.returncode == code, result.stderr
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_an_interrupted_scan_goes_on_the_next_time(tmp_path: Path) -> None:
    terminal = Terminal(_fill(tmp_path / "music"), tmp_path / "data")
    with terminal.started("scan") as scan:
        while not (terminal.data / "locks").exists() and scan.poll() is None:
            time.sleep(0.02)
        os.killpg(scan.pid, signal.SIGINT)
        _, complaints = scan.communicate(timeout=PATIENCE)
    assert (scan.returncode, complaints) == (130, "")
    assert "4 analysed, 1 failed" in terminal.run("scan").stdout


def test_nobody_reads_the_output(terminal: Terminal) -> None:
    with terminal.started("show", "--failed", "--json") as show:
        assert show.stdout is not None
        assert show.stderr is not None
        show.stdout.close()
        assert show.stderr.read() == ""
    assert show.returncode == 141


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_serve_until_asked_to_stop(terminal: Terminal, asked: signal.Signals) -> None:
    with terminal.started("serve", "--port", "0", "--json") as server:
        assert server.stdout is not None
        text = "".join(server.stdout.readline() for _ in range(4))
        url = json.loads(text)["url"]
        with urllib.request.urlopen(f"{url}/api/v1/health/live", timeout=PATIENCE) as answer:  # noqa: S310
            assert answer.status == 200
        os.killpg(server.pid, asked)
        if asked is signal.SIGTERM:  # while it closes, once more changes nothing
            os.killpg(server.pid, asked)
        _, complaints = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0, complaints
    assert "Traceback" not in complaints


def test_tables_are_for_terminals(terminal: Terminal) -> None:
    shown = terminal.on_a_terminal("similar", "higher", NO_COLOR="1")
    assert "────" in shown
    assert "\x1b[3" not in shown
    assert "─" not in terminal.run("similar", "higher").stdout


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    terminal = Terminal(_fill(tmp_path / "music"), tmp_path / "data")
    with ExitStack() as stack:
        _, held = stack.enter_context(held_elsewhere(terminal.data / "locks", "worker"))
        assert held

        def seeing(written: bytes) -> None:
            """Nothing is listened to before that was drawn, however quick or slow the machine."""
            if b"Listening" in written:
                stack.close()

        shown = terminal.on_a_terminal("scan", seeing=seeing)
    assert "Listening" in shown
    assert "The library now: 5 tracks, 4 analysed, 1 failed." in shown


def test_help_and_version_load_nothing_heavy() -> None:
    """Nor does a process that listens, which imports the entry module again: hence the time that they take is short."""
    script = (
        "import sys; from musicsim.entrypoints.cli.app import build_cli; import musicsim.entrypoints.cli.world;"
        "print(sorted({'numpy', 'asyncio', 'msgspec', 'rich', 'sqlalchemy', 'litestar'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    script = "import sys, musicsim.entrypoints.cli.main; print('typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
