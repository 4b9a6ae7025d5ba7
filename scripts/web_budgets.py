"""Hold a build of the web client to its budgets; print what it weighs, and fail where one is exceeded.

usage: scripts/web_budgets.py [FOLDER]

FOLDER is web/dist unless told. Sizes are those of gzip, in KiB: of the first load, which is all that the home page of
somebody who is signed in needs (the entry, the frame around the pages, that page, a language and what keeps the shell),
and of all that each part that is loaded later adds to the entry and the frame, what it shares with others included.
Nothing may be loaded from elsewhere, and no script may stand in the page itself.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FIRST_LOAD = 200 * 1024
ROUTE = 60 * 1024

_FRAME = "src/shell/layout.tsx"
_BEGIN = (_FRAME, "src/pages/home.tsx", "src/pwa/register.ts")
_LANGUAGE = re.compile(r"src/i18n/[a-z]{2}\.ts")
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
_ELSEWHERE = {
    ".html": re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//[^\"']*", re.IGNORECASE),
    ".css": re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^\"')]*", re.IGNORECASE),
    ".js": re.compile(r"(?:\bimport\s*\(|\bfrom|\bimport|importScripts\s*\()\s*[\"'`](?:https?:)?//[^\"'`]*"),
}

Manifest = Mapping[str, Any]


def faults(folder: Path) -> list[str]:
    """What is wrong with a build; nothing, where all is well."""
    sizes = weights(folder)
    heavy = [
        f"{name}: {size / 1024:.1f} KiB gzip, more than {limit / 1024:g}"
        for name, (size, limit) in sizes.items()
        if size > limit
    ]
    if not sizes["first load"][0]:
        heavy.append("nothing is loaded at first: that cannot be right")
    return [*heavy, *_foreign(folder)]


def weights(folder: Path) -> dict[str, tuple[int, int]]:
    """Bytes and their limit: of the first load, then of each part that is loaded later."""
    manifest: Manifest = json.loads((folder / ".vite" / "manifest.json").read_text())
    entries = [name for name, part in manifest.items() if part.get("isEntry")]
    core = set().union(*(_needed(manifest, name) for name in entries))
    first = core.union(*(_needed(manifest, name) for name in _BEGIN if name in manifest))
    around = core | (_needed(manifest, _FRAME) if _FRAME in manifest else set())
    dynamic = [name for name, part in manifest.items() if part.get("isDynamicEntry") and name != _FRAME]
    later = {name: _needed(manifest, name) - around for name in dynamic}
    size = {file: _packed(folder / file) for file in first.union(*later.values())}
    own = {name: sum(size[file] for file in files) for name, files in later.items()}
    languages = [weight for name, weight in own.items() if _LANGUAGE.fullmatch(name)]
    early = sum(_packed(file) for file in folder.glob("*.js") if f'src="/{file.name}"' in _page(folder))
    whole = sum(size[file] for file in first) + early + max(languages, default=0)
    return {"first load": (whole, FIRST_LOAD)} | {name: (weight, ROUTE) for name, weight in own.items()}


def _needed(manifest: Manifest, name: str) -> set[str]:
    """The scripts without which a part cannot begin."""
    wanted, seen = [name], set()
    while wanted:
        part = wanted.pop()
        if part not in seen:
            seen.add(part)
            wanted += manifest[part].get("imports", [])
    return {manifest[part]["file"] for part in seen if manifest[part]["file"].endswith(".js")}


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def _page(folder: Path) -> str:
    return (folder / "index.html").read_text()


def _foreign(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        if (pattern := _ELSEWHERE.get(file.suffix)) is not None:
            text = file.read_text()
            yield from (f"{file.name} loads from elsewhere: {found[0]}" for found in pattern.finditer(text))
    yield from (f"index.html has a script in itself: {found[0]}" for found in _INLINE.finditer(_page(folder)))


if __name__ == "__main__":
    build = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parents[1] / "web" / "dist"
    heaviest = sorted(weights(build).items(), key=lambda one: -one[1][0])
    for name, (size, limit) in heaviest[:8]:
        print(f"{size / 1024:7.1f} of {limit / 1024:3.0f} KiB  {name}")
    if wrong := faults(build):
        sys.exit("\n".join(wrong))
