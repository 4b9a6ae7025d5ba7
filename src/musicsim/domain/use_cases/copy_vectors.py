"""Copy all that one vector index holds to another one."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.vector_copy import CopyPhase, CopyProgress, SpaceCopy, VectorCopy
from musicsim.domain.model.vectors import Place, Space, VectorEntry
from musicsim.domain.rules.abreast import abreast
from musicsim.domain.rules.vector_copying import Change, Parts, change_of, in_common
from musicsim.ports.vector_index import VectorIndex

OnProgress = Callable[[CopyProgress], None]

_BATCH = 1_000
_QUESTIONS = 25
_NEIGHBOURS = 10


@dataclass(frozen=True, kw_only=True)
class CopyVectors:
    """Make every space of `source` be in `target`, too, entry by entry, and lead the same aliases to them.

    Repeatable at any moment: what is there already, from a run that broke off or from before, is read and not written
    again. Other spaces and aliases of the target are left alone.
    """

    source: VectorIndex
    target: VectorIndex

    async def __call__(self, on_progress: OnProgress = lambda _: None) -> VectorCopy:
        """Copy, verify, and switch the aliases whose space is verified.

        Invalid when the target has a space of the same name with another dimension, Unavailable when a side does not
        answer. What is written to the source meanwhile may show as a difference: run it again.
        """
        copies = [await self._copy(space, on_progress) for space in await self.source.spaces()]
        whole = {one.space for one in copies if one.verified}
        told = await self.source.aliases()
        aliases = {alias: space for alias, space in told.items() if space in whole}
        for alias, space in aliases.items():
            if await self.target.answering(alias) != space:
                await self.target.switch(alias, space)
        return VectorCopy(copies, aliases, sorted(told.keys() - aliases.keys()))

    async def _copy(self, space: Space, on_progress: OnProgress) -> SpaceCopy:
        await self.target.create(space)
        total = await self.source.count(space)
        writing, questions = _Batch(self.target, space), _Sample(max(1, total // _QUESTIONS))
        async for ours, theirs in self._abreast(space, CopyPhase.COPYING, total, on_progress):
            questions.pass_over(ours or ())
            await writing.add(ours or theirs or (), change_of(ours, theirs))
        await writing.finish()
        differing = 0
        async for ours, theirs in self._abreast(space, CopyPhase.VERIFYING, total, on_progress):
            differing += bool(change_of(ours, theirs))
        return SpaceCopy(
            space=space,
            written=writing.written,
            removed=writing.removed,
            entries=await self.source.count(space),
            target_entries=await self.target.count(space),
            differing=differing,
            agreement=await self._agreement(space, questions.vectors),
        )

    async def _abreast(
        self, space: Space, phase: CopyPhase, total: int, on_progress: OnProgress
    ) -> AsyncIterator[tuple[Parts | None, Parts | None]]:
        """Every id's parts in both, with progress by what the source holds."""
        done, told = 0, -_BATCH
        ours, theirs = _by_id(self.source, space), _by_id(self.target, space)
        async for one, other in abreast(ours, theirs, lambda parts: parts[0].id):
            if done >= told + _BATCH:
                on_progress(CopyProgress(space, phase, done, total))
                told = done
            yield one, other
            done += len(one or ())
        on_progress(CopyProgress(space, phase, done, total))

    async def _agreement(self, space: Space, questions: Sequence[Vector]) -> float:
        shares = [
            in_common(
                await self.source.nearest(space, vector, _NEIGHBOURS),
                await self.target.nearest(space, vector, _NEIGHBOURS),
            )
            for vector in questions
        ]
        return sum(shares) / len(shares) if shares else 1.0


@dataclass
class _Batch:
    """Collects changes to one space and writes many at once."""

    index: VectorIndex
    space: Space
    written: int = 0
    removed: int = 0
    _entries: list[VectorEntry] = field(default_factory=list)
    _ids: list[str] = field(default_factory=list)

    async def add(self, parts: Parts, change: Change) -> None:
        """Note the change to an id that has these parts on one side or the other."""
        self._entries += change.entries
        self._ids += [parts[0].id] if change.remove else []
        if len(self._entries) + len(self._ids) >= _BATCH:
            await self.finish()

    async def finish(self) -> None:
        """Write what was noted: removals first, as what is removed may be written anew."""
        if self._ids:
            await self.index.delete(self.space, self._ids)
        if self._entries:
            await self.index.upsert(self.space, self._entries)
        self.removed += len(self._ids)
        self.written += len(self._entries)
        self._ids, self._entries = [], []


@dataclass
class _Sample:
    """The vectors of every so manieth entry."""

    stride: int
    vectors: list[Vector] = field(default_factory=list)
    _passed: int = 0

    def pass_over(self, parts: Parts) -> None:
        """Take of these what is due."""
        for entry in parts:
            if self._passed % self.stride == 0:
                self.vectors.append(entry.vector)
            self._passed += 1


async def _by_id(index: VectorIndex, space: Space) -> AsyncIterator[Parts]:
    """All parts of each id, ascending by id."""
    waiting: list[VectorEntry] = []
    after: Place | None = None
    while page := await index.page(space, _BATCH, after):
        after = page[-1].place
        *whole, last = (list(parts) for _, parts in groupby([*waiting, *page], key=lambda entry: entry.id))
        for parts in whole:
            yield parts
        waiting = last  # the next page may hold more of it
    if waiting:
        yield waiting
