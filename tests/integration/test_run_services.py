"""`make run-services`: what a person sees of the whole application on real servers, and that nothing of it stays."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.support.servers.guarded import descendants
from tests.support.servers.ports import new_port
from tests.support.signing_in import FOUNDED, UNUSED, signed_in
from tests.support.site import PATIENCE, until
from tests.unit.use_cases.library import tone

SCRIPT = Path(__file__).parents[2] / "scripts" / "run_services.py"


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/live", timeout=PATIENCE, verify=UNUSED).status_code == 200
    except httpx.TransportError:  # it starts
        return False


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_library_in_s3_is_listened_to_by_workers_and_answers(tmp_path, postgres, s3) -> None:
    for number, pitch in enumerate((220, 330, 440)):
        (tmp_path / f"{number}.wav").write_bytes(tone(pitch, seconds=4.0))
    (tmp_path / f"{'long' * 62}.mp3").write_bytes(
        b"its name is too long for the bucket: the others are heard all the same"
    )
    port = new_port()
    url = f"http://127.0.0.1:{port}/api/v1"
    environment = os.environ | FOUNDED
    command = [sys.executable, SCRIPT, "--music", tmp_path, "--port", str(port), "--workers", "1"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, env=environment)
    try:
        until(lambda: process.poll() is not None or _answers(url), 2 * PATIENCE)
        assert process.poll() is None, (tmp_path / "log").read_text()
        with httpx.Client(base_url=url, headers=signed_in(f"http://127.0.0.1:{port}"), timeout=PATIENCE) as client:
            until(lambda: client.get("/library/status").json()["counts"]["analysed"] == 3, 2 * PATIENCE)
            [track, *_] = client.get("/tracks").json()["items"]
            assert client.get(f"/tracks/{track['id']}/stream", headers={"Range": "bytes=0-99"}).status_code == 206
            until(lambda: len(client.get(f"/tracks/{track['id']}/similar").json()["items"]) == 2)
        started = descendants(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    assert process.returncode == 0, (tmp_path / "log").read_text()
    until(lambda: not any(map(_runs, started)))
