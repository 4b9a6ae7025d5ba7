"""What every command needs: settings, output, an opened application, and faults turned into exit codes."""

import contextlib
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from musicsim.entrypoints.cli import logs
from musicsim.entrypoints.cli.exits import Ambiguous, Exit, Stopped, cause_of, error_document, exit_of, problems_of
from musicsim.entrypoints.cli.output import Output

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from musicsim.bootstrap import Application
    from musicsim.config import Settings, VectorIndexKind
    from musicsim.domain.use_cases.upload_library import UploadLibrary
    from musicsim.entrypoints.worker.worker import Worker
    from musicsim.ports.demo_library import DemoLibrary
    from musicsim.ports.vector_index import VectorIndex

log = logging.getLogger(__name__)

Job = Callable[["Application"], Coroutine[Any, Any, Exit]]
"""What a command does with the application, and the exit code it comes to."""


Serve = Callable[["Application", "Worker", Callable[[str], None]], Coroutine[Any, Any, None]]
"""Serves where the settings say until it is cancelled; calls back with the URL once it answers."""

OpenUpload = Callable[["Settings", Path, str | None], AbstractAsyncContextManager["UploadLibrary"]]
"""Opens the upload of a folder to a bucket that is named, or else to the library."""

OpenVectorIndex = Callable[["Settings", "VectorIndexKind"], AbstractAsyncContextManager["VectorIndex"]]
"""Opens the vector index of a kind, where the settings place it."""

NewLoop = Callable[[], "AbstractEventLoop"]


@dataclass(frozen=True, kw_only=True)
class World:
    """What the commands stand on; tests bring their own. `tick` is the seconds between looks at the progress."""

    open_application: Callable[["Settings"], AbstractAsyncContextManager["Application"]]
    demo_library: Callable[[], "DemoLibrary"]
    open_upload: OpenUpload
    open_vector_index: OpenVectorIndex
    serve: Serve
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    tick: float = 0.5


@dataclass(frozen=True, kw_only=True)
class Start:
    """What the options before the command say."""

    world: World
    config: Path | None = None


@dataclass(frozen=True)
class Session:
    """One run of one command."""

    world: World
    output: Output
    config: Path | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, context: typer.Context, *, as_json: bool = False, **overrides: Any) -> "Session":
        """The session of a command; `overrides` are settings that its options name, None where they don't."""
        start: Start = context.obj
        return cls(start.world, Output(as_json), start.config, overrides)

    @cached_property
    def settings(self) -> "Settings":
        """The settings. SettingsError when they are wrong."""
        from musicsim.config import load

        environment = dict(self.world.environment)
        if self.config is not None:
            environment["MUSICSIM_CONFIG"] = str(self.config)
        return load(environment, **self.overrides)

    def run(self, job: Job) -> NoReturn:
        """Open the application, do the job, close it, and end the process with its exit code, or the fault's."""
        self.run_plain(lambda: self._opened(job))

    def run_until_stopped(self, job: Job, new_loop: NewLoop) -> NoReturn:
        """The same for a job that SIGINT and SIGTERM are the good end of, at whatever stage they come.

        Where the database is a server, one that is not there yet is waited for: hosts start in any order.
        """
        self.run_plain(lambda: self._opened_patiently(job), new_loop=new_loop, stops_well=True)

    def run_plain(
        self,
        job: Callable[[], Coroutine[Any, Any, Exit]],
        *,
        new_loop: NewLoop | None = None,
        stops_well: bool = False,
    ) -> NoReturn:
        """The same without an application."""
        with self._guarded():
            from musicsim.entrypoints.cli.running import run

            logs.configure(self.settings.log_level)
            try:
                code = run(job(), new_loop)
            except (KeyboardInterrupt, Stopped):
                if not stops_well:
                    raise
                code = Exit.OK
            sys.stdout.flush()
        raise typer.Exit(code)

    async def _opened(self, job: Job) -> Exit:
        async with self.world.open_application(self.settings) as application:
            return await job(application)

    async def _opened_patiently(self, job: Job) -> Exit:
        import asyncio

        from musicsim.domain.errors import Unavailable

        told = ""
        while True:
            async with contextlib.AsyncExitStack() as stack:
                try:
                    application = await stack.enter_async_context(self.world.open_application(self.settings))
                except Unavailable as fault:
                    if not self.settings.database_is_server:
                        raise
                    if str(fault) != told:
                        log.warning("Waiting: %s", told := str(fault))
                else:
                    return await job(application)
            await asyncio.sleep(self.world.tick)

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except BaseException as fault:
            cause = cause_of(fault)
            code = exit_of(cause)
            if code is Exit.BROKEN_PIPE:
                _mute()
            else:
                self._explain(cause, code)
            raise typer.Exit(code) from None

    def _explain(self, fault: BaseException, code: Exit) -> None:
        """Say what is wrong: in words on stderr and, for programs, as the one document on stdout."""
        messages = self._messages(fault, code)
        several = fault if isinstance(fault, Ambiguous) else None
        for message in (*messages, *(several.lines if several else ())):
            self.output.note(message)
        if self.output.as_json and messages:
            document = error_document(code, messages)
            document["error"] |= {"matches": several.matches} if several else {}
            self.output.document(document)

    def _messages(self, fault: BaseException, code: Exit) -> list[str]:
        if problems := problems_of(fault):
            return problems
        if code is not Exit.FAULT:
            return []
        log.debug("Unforeseen fault.", exc_info=fault)
        return [
            f"Something went wrong that musicsim did not foresee: {type(fault).__name__}: {fault}",
            "Set MUSICSIM_LOG_LEVEL=debug and try again to see where; please report it with what it prints.",
        ]


def _mute() -> None:
    """Nobody reads stdout any more: let what is still buffered go nowhere, so that the end of the process is silent."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
