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
    readers = {
        str(file.relative_to(SOURCE))
        for file in FILES
        if {"environ", "getenv"} & set(_names(ast.parse(file.read_text())))
    }
    # the session hands the environment to the settings; the server and analysis processes set their own thread counts
    assert readers <= {
        "config.py",
        "entrypoints/cli/session.py",
        "entrypoints/cli/commands/serve.py",
        "adapters/audio/worker.py",
    }


def _names(tree: ast.AST) -> list[str]:
    return [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]


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


def test_every_port_is_subclassed_by_name(graph: grimp.ImportGraph) -> None:
    """An adapter that only happens to have the right methods would not fail at construction when one is missing."""
    for port in graph.find_children("musicsim.ports"):
        importers = graph.find_modules_that_directly_import(port)
        assert any(name.startswith("musicsim.adapters.") for name in importers), f"nothing fulfils {port}"
