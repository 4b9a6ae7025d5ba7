"""From scores to an answer."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.remembered import LooksAt
from musicsim.domain.model.similarity import Candidate, Chosen, Met, Ranked, RankingOptions, Scored, Sound
from musicsim.domain.model.vectors import Space
from musicsim.domain.rules.near_duplicates import copies_of, may_be_copies
from musicsim.domain.rules.ranking import rank, room
from musicsim.domain.rules.sounds import sound_of
from musicsim.ports.analyses import Analyses
from musicsim.ports.segments import SegmentStore
from musicsim.ports.vector_index import VectorIndex

_FIRST = 4  # times as many as are wanted: fewer seldom are enough, and to look again takes longer
_QUICK = 200  # candidates that are ranked in less time than a thread takes to start


@dataclass(frozen=True, kw_only=True)
class RankTracks:
    """Looks at tracks, the best first, until the rules are left with enough of them.

    Of each it reads only what the rules need: reading whole rows of all would take as long as the rest of an answer.
    """

    analyses: Analyses
    segments: SegmentStore
    index: VectorIndex
    looks: LooksAt

    async def __call__(
        self,
        space: Space,
        scored: Scored,
        options: RankingOptions,
        recordings: Sequence[Sound],
        met: dict[str, Met],
    ) -> Chosen:
        """What the rules leave, and apart from it copies of `recordings`.

        `met` are tracks that were looked at before; it grows. Those that the rows no longer hold present are left out.
        """
        scores = scored.scores
        best = sorted(sorted(scores), key=scores.__getitem__, reverse=True)  # of one score, by their ids
        waiting, more = [TrackId(one) for one in best if one not in met], _FIRST * options.limit + 10
        while True:
            some, waiting = waiting[:more], waiting[more:]
            more *= 2
            met |= await self._met(space, some, scored, options) if some else {}
            if waiting and room((one.sketch for one in met.values()), options) < options.limit:
                continue  # whatever else is found out of them
            present = {one: met[one] for one in best if one in met}
            copies, ranked = await self._ranked(present, options, recordings)
            if len(ranked) >= options.limit or not waiting:
                return Chosen([TrackId(one.id) for one in copies], ranked)

    async def _met(
        self, space: Space, ids: Sequence[TrackId], scored: Scored, options: RankingOptions
    ) -> dict[str, Met]:
        """Those that can be listened to and that the index still holds; all of it is asked for at once."""
        unknown = [one for one in ids if one not in scored.vectors]
        looks = self.looks(space, ids, scored.vectors, hubs=options.damp_hubs > 0)
        vectors = scored.vectors
        if unknown:
            (sketches, hubs), looked_up = await asyncio.gather(looks, self.index.vectors(space, unknown))
            vectors = {**vectors, **looked_up}
        else:
            sketches, hubs = await looks
        held = ((one, sketch) for one, sketch in sketches.items() if one in vectors)
        return {one: Met(sketch, scored.scores[one], vectors[one], hubs.get(one)) for one, sketch in held}

    async def _ranked(
        self, met: Mapping[str, Met], options: RankingOptions, recordings: Sequence[Sound]
    ) -> tuple[list[Candidate], list[Ranked]]:
        """Copies of what was asked for, and the others as the rules rank them; `met` descend by score."""
        told = await self._sounds(met, recordings) if options.group_copies else {}
        candidates = [_candidate(one, found, told.get(one)) for one, found in met.items()]
        if not told:  # none is a copy: comparing all with all once more would tell the same
            options = replace(options, group_copies=False)
        copies, others = _apart(recordings, candidates) if told else ([], candidates)
        if len(others) <= _QUICK:
            return copies, rank(others, options)
        return copies, await asyncio.to_thread(rank, others, options)

    async def _sounds(self, met: Mapping[str, Met], recordings: Sequence[Sound]) -> Mapping[str, Sound]:
        """The sounds of the few that may be copies, of one another or of recordings. Reading what was found of all of
        them would take as long as the rest of the answer.
        """
        vectors = [*(one.vector for one in recordings), *(found.vector for found in met.values())]
        lengths = [*(one.duration for one in recordings), *(found.sketch.duration for found in met.values())]
        likely = may_be_copies(vectors, lengths)[len(recordings) :]
        doubtful = [TrackId(one) for one, is_likely in zip(met, likely, strict=True) if is_likely]
        if not doubtful:
            return {}
        found, prints = await asyncio.gather(self.analyses.untagged(doubtful), self.segments.prints(doubtful))
        heard = {one: sound_of(analysis, met[one].vector, prints.get(one)) for one, analysis in found.items()}
        return {one: heard.get(one) or Sound(vector=met[one].vector) for one in doubtful}


def _candidate(track_id: str, met: Met, sound: Sound | None) -> Candidate:
    sketch = met.sketch
    return Candidate(track_id, met.score, sketch.artist, sketch.album, sound or Sound(met.vector), met.hub)


def _apart(recordings: Sequence[Sound], candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Copies of recordings, and the others."""
    sounds = [one.sound for one in candidates]
    copies = [candidates[place] for place in copies_of(recordings, sounds)]
    if not copies:
        return [], list(candidates)
    ids = {one.id for one in copies}
    return copies, [one for one in candidates if one.id not in ids]
