"""The checker of the web client's budgets can fail."""

import json
import random
from pathlib import Path

import pytest
from scripts.web_budgets import FIRST_LOAD, ROUTE, faults, weights

PAGE = '<script src="/theme.js"></script><script type="module" src="/assets/index.js"></script>'


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """An entry that imports React, a frame, two pages of which one has a table, two languages."""
    parts = {
        "index.html": {"file": "assets/index.js", "isEntry": True, "imports": ["_react.js"]},
        "_react.js": {"file": "assets/react.js"},
        "_table.js": {"file": "assets/table.js", "imports": ["_react.js"]},
        "_menu.js": {"file": "assets/menu.js"},
        "src/shell/layout.tsx": {"file": "assets/layout.js", "isDynamicEntry": True, "imports": ["_menu.js"]},
        "src/pages/tracks.tsx": {
            "file": "assets/tracks.js",
            "isDynamicEntry": True,
            "imports": ["_table.js", "_menu.js"],
        },
        "src/pages/home.tsx": {"file": "assets/home.js", "isDynamicEntry": True, "imports": ["_react.js"]},
        "src/i18n/en.ts": {"file": "assets/en.js", "isDynamicEntry": True},
        "src/i18n/fr.ts": {"file": "assets/fr.js", "isDynamicEntry": True},
        "src/inter.woff2": {"file": "assets/inter.woff2"},
    }
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(parts))
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "assets").mkdir()
    for part in parts.values():
        (tmp_path / part["file"]).write_text("1")
    (tmp_path / "theme.js").write_text("2")
    return tmp_path


def test_a_light_build_is_well(build: Path) -> None:
    assert faults(build) == []
    pages = {f"src/pages/{name}.tsx" for name in ("tracks", "home")}
    assert set(weights(build)) == {"first load", "src/i18n/en.ts", "src/i18n/fr.ts", *pages}


@pytest.mark.parametrize("heavy", ["index", "react", "layout", "menu"])
def test_the_first_load_is_all_that_the_home_page_needs(build: Path, heavy: str) -> None:
    (build / "assets" / f"{heavy}.js").write_bytes(random.Random(0).randbytes(FIRST_LOAD).hex().encode())
    assert [one.split(":")[0] for one in faults(build)] == ["first load"]


@pytest.mark.parametrize("part", ["theme.js", "assets/home.js"])
def test_what_is_loaded_before_and_after_the_frame_belongs_to_it(build: Path, part: str) -> None:
    before = weights(build)["first load"][0]
    (build / part).write_bytes(random.Random(0).randbytes(1000).hex().encode())
    assert weights(build)["first load"][0] > before + 1000


def test_the_larger_language_belongs_to_the_first_load(build: Path) -> None:
    before = weights(build)["first load"][0]
    (build / "assets" / "fr.js").write_bytes(random.Random(0).randbytes(1000).hex().encode())
    assert weights(build)["first load"][0] > before + 1000


def test_a_page_has_all_counted_that_it_needs(build: Path) -> None:
    (build / "assets" / "table.js").write_bytes(random.Random(0).randbytes(ROUTE).hex().encode())
    assert [one.split(":")[0] for one in faults(build)] == ["src/pages/tracks.tsx"]


def test_what_many_pages_share_is_counted_in_each(build: Path) -> None:
    manifest = build / ".vite" / "manifest.json"
    parts = json.loads(manifest.read_text())
    pages = {f"src/pages/{page}.tsx" for page in ("albums", "artists")}
    for page in pages:
        parts[page] = {"file": "assets/home.js", "isDynamicEntry": True, "imports": ["_table.js"]}
    manifest.write_text(json.dumps(parts))
    (build / "assets" / "table.js").write_bytes(random.Random(0).randbytes(ROUTE).hex().encode())
    assert {one.split(":")[0] for one in faults(build)} == {"src/pages/tracks.tsx", *pages}


def test_what_the_frame_has_is_no_weight_of_a_page(build: Path) -> None:
    (build / "assets" / "menu.js").write_bytes(random.Random(0).randbytes(ROUTE).hex().encode())
    assert [one.split(":")[0] for one in faults(build)] == []


def test_a_build_without_an_entry_is_no_light_one(build: Path) -> None:
    (build / ".vite" / "manifest.json").write_text("{}")
    (build / "index.html").write_text("")
    assert faults(build) == ["nothing is loaded at first: that cannot be right"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("index.html", PAGE + '<script src="https://cdn.example/x.js"></script>'),
        ("index.html", PAGE + '<link rel="stylesheet" href="//fonts.example/css">'),
        ("index.html", PAGE + "<script>alert(1)</script>"),
        ("index.html", PAGE + '<body onload="start()">'),
        ("assets/index.css", "@font-face{src:url(https://fonts.example/inter.woff2)}"),
        ("assets/index.css", '@import "https://fonts.example/css";'),
        ("assets/tracks.js", 'const x = await import("https://cdn.example/x.js")'),
        ("assets/tracks.js", 'import{x}from"https://cdn.example/x.js"'),
    ],
)
def test_nothing_is_loaded_from_elsewhere_or_stands_in_the_page(build: Path, file: str, text: str) -> None:
    (build / file).write_text(text)
    assert len(faults(build)) == 1


def test_addresses_that_are_only_named_are_no_fault(build: Path) -> None:
    (build / "assets" / "index.js").write_text('throw Error("see https://react.dev/errors/418")')
    assert faults(build) == []
