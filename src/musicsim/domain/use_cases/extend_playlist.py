"""What else would go well with a playlist?"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.errors import Conflict
from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import ItemId, PlaylistId, TrackId
from musicsim.domain.model.playlist import PlacedTrack, Playlist, PlaylistItem
from musicsim.domain.model.similarity import Candidate, Ranked, RankingOptions
from musicsim.domain.model.suggestion import Reason, Suggestion
from musicsim.domain.model.track import Track
from musicsim.domain.model.transition import Weights
from musicsim.domain.model.user import Caller
from musicsim.domain.model.vectors import LIBRARY, Filter, Space
from musicsim.domain.rules.arranging import inserted
from musicsim.domain.rules.holdings import check_items, held, own_contents, placed
from musicsim.domain.rules.near_duplicates import is_near_duplicate
from musicsim.domain.rules.ranking import rank
from musicsim.domain.rules.sequencing import best_order
from musicsim.domain.rules.sounds import sound_of
from musicsim.domain.rules.suggesting import affinities, key_relation, shared_tags, spread, tempo_relation
from musicsim.domain.rules.text import fold
from musicsim.domain.rules.transitions import cost_matrix, traits_of
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.playlists import Playlists
from musicsim.ports.vector_index import VectorIndex

OPTIONS = RankingOptions(diversity=0.2)

_LISTENED = 1000  # items that are listened to, at most: the first ones
_AT_ONCE = 4  # questions to the index


@dataclass(frozen=True, slots=True)
class Extended:
    """The playlist, and what came in at its end."""

    playlist: Playlist
    items: Sequence[PlacedTrack]


@dataclass(frozen=True, slots=True)
class _Heard:
    """Tracks with what is known of their sound; the vectors of those that have one, shape (n, dimension)."""

    placed: Sequence[PlacedTrack]
    analyses: Mapping[TrackId, Analysis]
    vectors: npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class SuggestTracks:
    """Find tracks that sound as a playlist does.

    Neighbours of a few of its items, as unlike one another as can be, are scored by how near they are to the items
    nearest to them, then ranked as similar tracks are: copies grouped, artists and albums capped, some diversity.
    """

    playlists: Playlists
    catalogue: Catalogue
    analyses: Analyses
    index: VectorIndex
    space: Space

    async def __call__(
        self, caller: Caller, playlist_id: PlaylistId, options: RankingOptions = OPTIONS
    ) -> list[Suggestion]:
        """Best first; none of its own tracks, nor copies of these.

        NotFound for a playlist that is unknown or another's, Conflict where nothing in it has been listened to.
        """
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        full = await held(contents, self.catalogue.search)
        distinct = {item.track_id: item for item in full.items}
        space = await self.index.answering(LIBRARY) or self.space
        heard = await self._listen(space, list(distinct.values())[:_LISTENED])
        met = await self._meet(space, heard, {str(each) for each in distinct}, 3 * options.limit + 10)
        return await asyncio.to_thread(_suggestions, heard, met, options)

    async def _listen(self, space: Space, items: Sequence[PlaylistItem]) -> _Heard:
        ids = [item.track_id for item in items]
        tracks, analyses, vectors = await asyncio.gather(
            self.catalogue.get_many(ids), self.analyses.get_many(ids), self.index.vectors(space, ids)
        )
        known = [each for each in placed(items, tracks) if each.track.id in vectors]
        if not known:
            raise Conflict("Nothing in this playlist has been listened to yet: there is no sound to go by.")
        return _Heard(known, analyses, np.stack([vectors[each.track.id] for each in known]))

    async def _meet(self, space: Space, heard: _Heard, own: set[str], reach: int) -> "_Met":
        """The neighbours of a few items, those left out that the rows no longer hold present."""
        where = Filter(exclude_ids=frozenset(str(each.track.id) for each in heard.placed))
        turn = asyncio.Semaphore(_AT_ONCE)

        async def near(vector: Vector) -> set[str]:
            async with turn:
                return {one.id for one in await self.index.nearest(space, vector, reach, where)}

        found = await asyncio.gather(*(near(heard.vectors[place]) for place in spread(heard.vectors)))
        ids = [TrackId(each) for each in sorted(set().union(*found) - own)]
        tracks, analyses, vectors = await asyncio.gather(
            self.catalogue.get_many(ids), self.analyses.get_many(ids), self.index.vectors(space, ids)
        )
        present = [track for track in tracks if track.listenable and track.id in vectors and track.id in analyses]
        return _Met({track.id: track for track in present}, analyses, vectors)


@dataclass(frozen=True, slots=True)
class _Met:
    """Tracks that may be suggested."""

    tracks: Mapping[TrackId, Track]
    analyses: Mapping[TrackId, Analysis]
    vectors: Mapping[str, Vector]


@dataclass(frozen=True, kw_only=True)
class ExtendPlaylist:
    """Put what is suggested at the end of a playlist, so that it goes on smoothly from the last item."""

    suggest: SuggestTracks
    playlists: Playlists
    clock: Clock
    ids: Ids

    async def __call__(self, caller: Caller, playlist_id: PlaylistId, version: int | None, count: int) -> Extended:
        """As many as `count`, or fewer where nothing more is near. Conflict and NotFound as for suggestions,
        Conflict where a rule decides on the items, Outdated for another version.
        """
        contents = own_contents(await self.playlists.contents(playlist_id), playlist_id, caller.user)
        contents.playlist.expect(version)
        check_items(contents.playlist)
        options = RankingOptions(limit=count, diversity=OPTIONS.diversity)
        suggested = [one.track for one in await self.suggest(caller, playlist_id, options)]
        if not suggested or not contents.items:  # it was empty, and is not any more: what is arranged finds that out
            return Extended(contents.playlist, [])
        following = await self._in_order(contents.items[-1].track_id, suggested)
        now = self.clock.now()
        new = [PlaylistItem(ItemId(self.ids.new()), track.id, now) for track in following]
        after = inserted(contents.items, new, None)
        playlist = await self.playlists.arrange(playlist_id, contents.playlist.version, after, now)
        return Extended(playlist, placed(new, following, len(contents.items)))

    async def _in_order(self, last: TrackId, tracks: Sequence[Track]) -> list[Track]:
        """The tracks in a smooth order behind `last`."""
        ids = [last, *(track.id for track in tracks)]
        space = await self.suggest.index.answering(LIBRARY) or self.suggest.space
        analyses, vectors = await asyncio.gather(
            self.suggest.analyses.get_many(ids), self.suggest.index.vectors(space, ids)
        )
        traits = traits_of(ids, analyses, vectors)
        order = await asyncio.to_thread(lambda: best_order(cost_matrix(traits, Weights()), first=0))
        return [tracks[place - 1] for place in order[1:]]


def _suggestions(heard: _Heard, met: _Met, options: RankingOptions) -> list[Suggestion]:
    if not met.tracks:
        return []
    ids = list(met.tracks)
    scores, nearest, cosines = affinities(np.stack([met.vectors[each] for each in ids]), heard.vectors)
    candidates, reasons = [], {}
    for number, track_id in enumerate(ids):
        track, item = met.tracks[track_id], heard.placed[nearest[number]]
        sound = sound_of(met.analyses[track_id], met.vectors[track_id])
        reasons[str(track_id)] = _reason(heard, item, met.analyses[track_id], float(cosines[number]))
        if not _is_copy(heard, sound.vector, met.analyses[track_id], int(nearest[number]), float(cosines[number])):
            folded = fold(track.metadata.artist), fold(track.metadata.album)
            candidates.append(Candidate(track_id, float(scores[number]), *folded, sound))
    ranked = rank(sorted(candidates, key=lambda one: (-one.score, one.id)), options)
    return [_suggestion(one, met, reasons) for one in ranked]


def _suggestion(one: Ranked, met: _Met, reasons: Mapping[str, Reason]) -> Suggestion:
    best = one.candidate
    return Suggestion(met.tracks[TrackId(best.id)], best.score, reasons[best.id])


def _is_copy(heard: _Heard, vector: Vector, analysis: Analysis, nearest: int, cosine: float) -> bool:
    """Whether a track is a recording that the playlist has already."""
    own = heard.analyses.get(heard.placed[nearest].track.id)
    if own is None:
        return False
    return is_near_duplicate(sound_of(own, heard.vectors[nearest]), sound_of(analysis, vector), cosine)


def _reason(heard: _Heard, item: PlacedTrack, analysis: Analysis, cosine: float) -> Reason:
    own = heard.analyses.get(item.track.id)
    return Reason(
        nearest=item,
        cosine=cosine,
        tempo=tempo_relation(_bpm(analysis), _bpm(own)),
        key=key_relation(_key(analysis), _key(own)),
        tags=shared_tags(analysis, own),
    )


def _bpm(analysis: Analysis | None) -> float | None:
    return analysis.tempo.bpm if analysis is not None and analysis.tempo is not None else None


def _key(analysis: Analysis | None) -> str:
    return analysis.key.key.camelot if analysis is not None and analysis.key is not None else ""
