"""`musicsim doctor`: is everything there that musicsim depends on?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.domain.model.health import Finding
from musicsim.entrypoints.cli.exits import Exit, cause_of
from musicsim.entrypoints.cli.folders import look_at_folders
from musicsim.entrypoints.cli.mending import compared, mended
from musicsim.entrypoints.cli.options import AsJson, DataFolder, LibraryPlace
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from musicsim.bootstrap import Application


def doctor(
    context: typer.Context,
    compare: Annotated[
        bool, typer.Option("--compare", help="Compare library, tracks and vectors, too; reads through all of them.")
    ] = False,
    mend: Annotated[
        bool, typer.Option("--mend", help="Bring library, tracks and vectors together where they have come apart.")
    ] = False,
    library: LibraryPlace = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check everything that musicsim depends on, and say how to mend what is wrong."""
    session = Session.of(context, as_json=as_json, library=library, data=data)

    async def job() -> Exit:
        findings = await _examine(session, mended if mend else compared if compare else _nothing_more)
        _report(session.output, findings)
        return Exit.OK if all(one.healthy for one in findings if one.required) else Exit.UNHEALTHY

    session.run_plain(job)


async def _examine(session: Session, more: "Callable[[Application], Awaitable[list[Finding]]]") -> list[Finding]:
    """The parts' own findings or, where they can't even be put together, what can be seen without them."""
    try:
        async with session.world.open_application(session.settings) as application:
            found = [*await application.diagnose(), *await application.people.examine_accounts()]
            return found + await more(application)
    except Exception as fault:
        return [*look_at_folders(session.settings), _not_opened(cause_of(fault))]


async def _nothing_more(_: "Application") -> list[Finding]:
    return []


def _not_opened(fault: BaseException) -> Finding:
    remedy = "Mend what it names. MUSICSIM_LOG_LEVEL=debug shows more; data that is lost can be had again by a scan."
    return Finding("application", healthy=False, seen=f"{type(fault).__name__}: {fault}", remedy=remedy)


def _report(output: Output, findings: Sequence[Finding]) -> None:
    if output.as_json:
        from musicsim.entrypoints.schemas import finding

        healthy = all(one.healthy for one in findings if one.required)
        output.document({"healthy": healthy, "findings": [finding.Finding.of(one) for one in findings]})
        return
    rows = [(_word(one), one.part, one.seen, "" if one.healthy else one.remedy) for one in findings]
    wide = frozenset({"seen", "what to do"})
    output.grid(Grid(columns=("", "part", "seen", "what to do"), rows=rows, wide=wide))


def _word(finding: Finding) -> str:
    if finding.healthy:
        return "ok"
    return "WRONG" if finding.required else "note"
