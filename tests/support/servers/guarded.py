"""Servers that end with the tests, however these end."""

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

# The shell waits for the end of its input, which also comes when the process that holds the other end is killed.
# Unlike PR_SET_PDEATHSIG this does not depend on the thread that started the server. One that was frozen at that
# moment has to go on, or it could not end.
_GUARD = '"$@" & read -r _; kill -s {end} $!; kill -s CONT $!; wait $!'
_PATIENCE = 15.0  # seconds until a server that should end is killed


class CannotRun(Exception):  # noqa: N818 - a reason to skip, not a fault
    """This machine has no such server; the reason is for people."""


class Guarded:
    """A running command in a session of its own, whose output goes to the end of `log`.

    It gets the signal `end` when `stop` is called, or when this process dies in any way. `user` needs root;
    `inherited` are descriptors that it gets besides.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        log: Path,
        *,
        end: signal.Signals = signal.SIGTERM,
        user: str | None = None,
        inherited: Sequence[int] = (),
    ) -> None:
        shell = ["/bin/sh", "-c", _GUARD.format(end=end.name.removeprefix("SIG")), "guard", *map(str, command)]
        with log.open("ab") as output:
            self._guard = subprocess.Popen(
                as_user(user, shell),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                cwd="/",
                start_new_session=True,
                pass_fds=inherited,
            )

    @property
    def children(self) -> list[int]:
        """The command's process and all that it started."""
        return descendants(self._guard.pid)

    def stop(self) -> None:
        """Let it end, and wait for that; kill what does not."""
        started = self.children
        assert self._guard.stdin
        self._guard.stdin.close()
        try:
            self._guard.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            send(signal.SIGKILL, [*started, *self.children, self._guard.pid])
            self._guard.wait()
        send(signal.SIGKILL, [pid for pid in started if _runs(pid, self._guard.pid)])
        deadline = time.monotonic() + _PATIENCE
        while any(_runs(pid, self._guard.pid) for pid in started) and time.monotonic() < deadline:
            time.sleep(0.005)  # until then they keep their ports and their files


def as_user(user: str | None, command: Sequence[str]) -> list[str]:
    """The command, run as `user`; None: as oneself.

    Not by subprocess, which forks for that: gRPC, where a test has it at work, keeps such a child from its program.
    """
    if user is None:
        return [*command]
    return ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups", "--", *command]


def descendants(pid: int) -> list[int]:
    """The children of a process, their children, and so on."""
    try:
        children = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*children, *(each for child in children for each in descendants(child))]


def send(number: signal.Signals, pids: Sequence[int]) -> None:
    """Send a signal to those of the processes that are still there."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def _runs(pid: int, session: int) -> bool:
    """Whether a process of the session is still there, and no mere zombie, which holds nothing any more."""
    try:
        state, _, _, its_session, *_ = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return state not in "ZX" and int(its_session) == session
