"""What is installed brings the web client along, wherever there is no Node.js."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import httpx
import msgspec
import pytest
from scripts.web_client import ROOT, NoNode, build

from tests.support.signing_in import FOUNDED, UNUSED

WITHOUT_NODE = {name: text for name, text in os.environ.items() if not name.startswith(("MUSICSIM_", "PYTHON"))} | {
    "PATH": "/nowhere"
}


def _python(*words: str | Path, folder: Path = ROOT) -> None:
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, cwd=folder, env=WITHOUT_NODE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """Made of what a source distribution holds, as a machine without Node.js makes it."""
    try:
        build()
    except NoNode as why:
        pytest.skip(str(why))
    _python("-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path)
    [packed] = tmp_path.glob("*.tar.gz")
    with tarfile.open(packed) as sources:
        sources.extractall(tmp_path / "sources", filter="data")
    [unpacked] = (tmp_path / "sources").iterdir()
    _python("-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, folder=unpacked)
    return next(tmp_path.glob("*.whl"))


@pytest.mark.slow
def test_a_wheel_out_of_a_source_distribution_opens_on_the_client(wheel: Path, tmp_path: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"musicsim/_web/index.html", "musicsim/_web/index.html.br", "musicsim/_web/licences.txt"} <= set(names)
    site, library = tmp_path / "site", tmp_path / "music"
    _python("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel)
    library.mkdir()
    environment = WITHOUT_NODE | FOUNDED | {"PYTHONPATH": str(site), "MUSICSIM_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-m", "musicsim", "serve", "--port", "0", "--json", "--library", str(library)]
    server = subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        url = msgspec.json.decode("".join(iter(server.stdout.readline, "}\n")) + "}")["url"]
        page = httpx.get(url, timeout=60.0, verify=UNUSED)
        assert '<div id="root">' in page.text
        script = page.text.partition('<script type="module" crossorigin src="')[2].partition('"')[0]
        answer = httpx.get(url + script, timeout=60.0, verify=UNUSED, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
    finally:
        server.terminate()
        server.wait(timeout=60)
        assert server.stdout
        server.stdout.close()
