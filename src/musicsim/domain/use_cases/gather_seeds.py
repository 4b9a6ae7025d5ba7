"""From what people want more and less of to one question."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from musicsim.domain.errors import Conflict
from musicsim.domain.model.alchemy import Seed
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.bearings import Bearings
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.seeds import Around, Example, Gathered, GatheredSeed, Heard, Members, SeedKind, SeedWish
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.gathering import check_seeds, examples_of, members_seed, question, tag_seed, text_seeds
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.unheard import why_unheard
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.segments import SegmentStore
from musicsim.ports.text_reader import TextReader
from musicsim.ports.vector_index import VectorIndex


@dataclass(frozen=True, kw_only=True)
class GatherSeeds:
    """Blends tracks, albums, artists, playlists, favourites, tags, words and what was heard elsewhere.

    The space is the one that the library's alias leads to, `space` where it leads nowhere.
    """

    members: Callable[[UserId | None, SeedWish], Awaitable[Members]]
    bearings: Callable[[Space], Awaitable[Bearings]]
    catalogue: Catalogue
    analyses: Analyses
    segments: SegmentStore
    index: VectorIndex
    texts: TextReader
    space: Space

    async def __call__(self, user: UserId | None, wishes: Sequence[SeedWish], heard: Sequence[Heard] = ()) -> Gathered:
        """The question that `wishes` and what was `heard` ask together.

        Invalid, with the field "seeds", when nothing is wanted, when seeds cancel one another out, or a tag is unknown;
        NotFound for what there is not, or is another's; Conflict for what has not been listened to.
        """
        check_seeds(wishes, heard)
        space = await self.index.answering(LIBRARY) or self.space
        members = [await self.members(user, wish) for wish in wishes]
        vectors = await self._vectors(space, members)
        seeds = [seed for one in members for seed in await self._seeds(space, one, vectors)]
        seeds += [Seed(one.name, one.vector, one.weight) for one in heard]
        vector = await asyncio.to_thread(question, seeds) if len(seeds) > 1 else question(seeds)
        examples = [*await self._examples(members, vectors), *_only_heard(heard)]
        tracks = {one.wish.id for one in members if one.wish.kind is SeedKind.TRACK}
        prints = await self.segments.prints([TrackId(one) for one in tracks]) if tracks else {}
        around = Around(
            vector=vector,
            examples=examples,
            recordings=[
                sound_of(one.analysis, one.vector, prints.get(one.track.id))
                for one in examples
                if one.track is not None and one.track.id in tracks  # by itself, rather than as a part of something
            ],
            own=frozenset(track for one in members for track in one.tracks),
        )
        found = [GatheredSeed(one.wish, one.label, sum(each in vectors for each in one.tracks)) for one in members]
        return Gathered(space=space, found=found, seeds=seeds, around=around)

    async def _vectors(self, space: Space, members: Sequence[Members]) -> Mapping[str, Vector]:
        """Of all tracks; of a seed that the index does not hold yet the one that the row has."""
        ids = {track for one in members for track in one.tracks}
        vectors = dict(await self.index.vectors(space, ids)) if ids else {}
        for one in members:
            if one.wish.kind is SeedKind.TRACK and one.wish.id not in vectors:
                vectors[one.wish.id] = await self._unindexed(space, TrackId(one.wish.id))
        return vectors

    async def _unindexed(self, space: Space, track_id: TrackId) -> Vector:
        track, analysis = await asyncio.gather(self.catalogue.get(track_id), self.analyses.get(track_id))
        embedding = analysis.embedding(space.name) if analysis else None
        if embedding is None:
            raise Conflict(why_unheard(track) if track else f"The track {track_id!r} went away.")
        return embedding.vector

    async def _seeds(self, space: Space, one: Members, vectors: Mapping[str, Vector]) -> list[Seed]:
        if one.wish.kind is SeedKind.TAG:
            return [tag_seed(one.wish, await self.bearings(space))]
        if one.wish.kind is SeedKind.WORDS:
            return text_seeds(one.wish, (await self.texts.read(one.wish.id)).words, await self.bearings(space))
        return [members_seed(one, vectors)]

    async def _examples(self, members: Sequence[Members], vectors: Mapping[str, Vector]) -> list[Example]:
        weights = examples_of(members, vectors)
        ids = [TrackId(one) for one in weights]
        tracks, analyses = await asyncio.gather(self.catalogue.get_many(ids), self.analyses.get_many(ids))
        return [
            Example(track, vectors[track.id], analyses[track.id], weights[track.id])
            for track in tracks
            if track.id in analyses
        ]


def _only_heard(heard: Sequence[Heard]) -> list[Example]:
    return [Example(None, one.vector, one.analysis, one.weight) for one in heard if one.weight > 0]
