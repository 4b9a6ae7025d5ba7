"""The servers that tests start do not outlive them."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.support.servers.guarded import Guarded, send
from tests.support.servers.postgres import Postgres

PROJECT = Path(__file__).parents[2]
SOON = 10.0  # seconds

HOLDER = """
import mmap, signal, socket, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
held = socket.create_server(("127.0.0.1", 0))
much = mmap.mmap(-1, 200 << 20)
for page in range(0, len(much), 4096): much[page] = 1  # so that the kernel takes its time over it
print(held.getsockname()[1], flush=True)
signal.pause()
"""

STARTED = """
import sys
from pathlib import Path
from tests.support.servers.guarded import Guarded
server = Guarded(["/bin/sleep", "1000"], Path(sys.argv[1]))
while not server.children: pass
print(server.children[0], flush=True)
sys.stdin.read()
"""


def ended(pid: int) -> bool:
    deadline = time.monotonic() + SOON
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


def test_a_server_ends_when_the_tests_are_killed(tmp_path: Path):
    command = [sys.executable, "-c", STARTED, str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=PROJECT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as tests:
        server = int(tests.stdout.readline())
        tests.send_signal(signal.SIGKILL)
        assert ended(server)


def test_what_was_stopped_has_let_go_of_its_port(tmp_path: Path):
    """Even when the process that was started ends before those that it started."""
    log = tmp_path / "log"
    server = Guarded(["/bin/sh", "-c", '"$@"; true', "parent", sys.executable, "-c", HOLDER], log)
    deadline = time.monotonic() + SOON
    while not (port := log.read_text()).endswith("\n"):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    server.stop()
    socket.create_server(("127.0.0.1", int(port))).close()


def test_postgres_keeps_port_and_data_while_it_is_stopped(postgres: Postgres):
    url = postgres.new_database()
    database = url.rpartition("/")[2]
    postgres.run("CREATE TABLE kept AS SELECT 42 AS answer", database)
    try:
        postgres.stop()
    finally:
        postgres.start()
    assert postgres.run("SELECT answer FROM kept", database) == "42"
    assert url == postgres.url(database)


def test_postgres_starts_again_after_it_was_killed(postgres: Postgres):
    send(signal.SIGKILL, postgres.processes)
    postgres.stop()
    postgres.start()
    assert postgres.run("SELECT 1") == "1"
