"""What import-linter cannot say: which outside packages the inner rooms may use, and how large things may be."""

import ast
import statistics
import sys
from pathlib import Path

import grimp
import pytest

SOURCE = Path(__file__).parents[2] / "src" / "musicsim"
FILES = sorted(SOURCE.rglob("*.py"))


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("musicsim", include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize("room", ["musicsim.domain", "musicsim.ports"])
def test_the_inner_rooms_know_nothing_outside_but_numpy(graph: grimp.ImportGraph, room: str) -> None:
    inside = {room, *graph.find_descendants(room)}
    outside = {name.split(".")[0] for module in inside for name in graph.find_modules_directly_imported_by(module)}
    assert outside - {"musicsim", "numpy"} <= sys.stdlib_module_names


def test_only_the_settings_read_the_environment() -> None:
    readers = {str(file.relative_to(SOURCE)) for file in _that_say("env") if {"environ", "getenv"} & _names(file)}
    # the session hands the environment to the settings; the others only write into it, before NumPy or gRPC is imported
    writers = {"adapters/audio/worker.py", "adapters/milvus/connection.py", "entrypoints/cli/long_running.py"}
    assert readers - writers <= {"config/house.py", "entrypoints/cli/session.py"}


def test_nobody_draws_from_the_common_chance() -> None:
    """Hypothesis watches and seeds it: what works beside a test would disturb its draws, and have its own foreseen."""
    drawn = [
        f"{file.relative_to(SOURCE)}: random.{node.attr}"
        for file in _that_say("random")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "random"
        if node.attr not in {"Random", "SystemRandom"}
    ]
    assert drawn == []
    assert not _that_say("from random import")


def _that_say(word: str) -> list[Path]:
    """The files that have that word somewhere: to take all of them apart takes a second."""
    return [file for file in FILES if word in file.read_text()]


def _names(file: Path) -> set[str]:
    """Whatever is named in a file, be it imported, plain, or an attribute."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    imported = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    plain = {node.id for node in nodes if isinstance(node, ast.Name)}
    return imported | plain | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def test_functions_and_files_stay_small() -> None:
    functions = [
        node.end_lineno - node.lineno + 1
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    ]
    lengths = [len(file.read_text().splitlines()) for file in FILES]
    assert statistics.median(functions) <= 9
    assert statistics.quantiles(functions, n=10)[-1] <= 30
    assert statistics.median(lengths) <= 130
    assert max(lengths) <= 400


def test_every_port_is_subclassed_by_name() -> None:
    """An adapter that only happens to have the right methods would not fail at construction when one is missing."""
    declared = [node for file in (SOURCE / "ports").glob("*.py") for node in _classes(file)]
    ports = {node.name for node in declared}
    adapters = [node for file in (SOURCE / "adapters").rglob("*.py") for node in _classes(file)]
    subclassed = {base.id for node in [*adapters, *declared] for base in node.bases if isinstance(base, ast.Name)}
    assert len(ports) >= 12
    assert ports <= subclassed


def _classes(file: Path) -> list[ast.ClassDef]:
    return [node for node in ast.parse(file.read_text()).body if isinstance(node, ast.ClassDef)]
