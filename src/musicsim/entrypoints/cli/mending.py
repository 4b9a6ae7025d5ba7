"""What stores that share no transaction have to say of one another, and putting it right."""

from dataclasses import replace
from typing import TYPE_CHECKING

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.health import Finding
from musicsim.entrypoints.cli.text import plural

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from musicsim.bootstrap import Application
    from musicsim.domain.model.reconciliation import IndexDifference, StoreDifference

_REMEDY = "musicsim doctor --mend"
_WHY = "musicsim scan says why."


async def compared(application: "Application") -> list[Finding]:
    """How far the stores have come apart. Being behind is no illness: an answer is still an answer."""

    async def objects() -> Finding:
        differs = await application.compare_store()
        remedy = _REMEDY if differs.arrived or differs.gone else _WHY
        return _finding("library and tracks", _objects(differs), agrees=not differs, remedy=remedy)

    async def vectors() -> Finding:
        differs = await application.reconcile_index(mend=False)
        return _finding("tracks and vectors", _vectors(differs), agrees=not differs)

    return [await _carefully("library and tracks", objects), await _carefully("tracks and vectors", vectors)]


async def mended(application: "Application") -> list[Finding]:
    """Bring them together: what was done. New tracks are known then, but still to be listened to.

    What was asked for and could not be done is an illness.
    """

    async def objects() -> Finding:
        scan = await application.scan_library()
        differs = await application.compare_store()
        told = (
            f"{plural(scan.added, 'track')} added, {scan.changed} changed, {scan.moved} moved, {scan.missing} missing"
        )
        if scan.error:
            return _undone("library and tracks", scan.error)
        return _finding("library and tracks", told, agrees=not (differs.arrived or differs.gone))

    async def vectors() -> Finding:
        differs = await application.reconcile_index(mend=True)
        async with application.lease.hold("worker") as ours:
            if ours:
                await application.index_tracks()
        if not ours:
            await application.queue.announce()  # to the process that does this now
        told = f"{plural(differs.lacking, 'vector')} filled in, {differs.surplus} removed"
        return _finding("tracks and vectors", told, agrees=True)

    return [
        await _carefully("library and tracks", objects, required=True),
        await _carefully("tracks and vectors", vectors, required=True),
    ]


async def _carefully(part: str, look: "Callable[[], Awaitable[Finding]]", *, required: bool = False) -> Finding:
    """A service that is down, or a scan that runs, keeps one pair from being looked at, not the other."""
    try:
        return await look()
    except MusicsimError as fault:
        return replace(_undone(part, str(fault)), required=required)


def _undone(part: str, why: str) -> Finding:
    return Finding(part, healthy=False, seen=why, remedy="Mend what it names, and try again.")


def _finding(part: str, seen: str, *, agrees: bool, remedy: str = _REMEDY) -> Finding:
    return Finding(part, healthy=agrees, seen=f"{seen}.", remedy="" if agrees else remedy, required=False)


def _objects(differs: "StoreDifference") -> str:
    told = f"{plural(differs.arrived, 'object')} without a track, {plural(differs.gone, 'track')} without its object"
    return f"{told}, {plural(differs.unlisted, 'place')} that could not be looked at" if differs.unlisted else told


def _vectors(differs: "IndexDifference") -> str:
    return f"{plural(differs.lacking, 'track')} without a vector, {plural(differs.surplus, 'vector')} without a track"
