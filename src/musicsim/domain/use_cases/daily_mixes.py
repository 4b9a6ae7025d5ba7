"""Mixes for a person: made when they are asked for, and kept for the day."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

import numpy as np
import numpy.typing as npt

from musicsim.domain.errors import NotFound
from musicsim.domain.model.analysis import Analysis, Vector
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.mixes import DailyMixes, Listen, Mix, MixCandidate, MixId, ShownMix
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.play import Play, PlayStage
from musicsim.domain.model.playlist import LONGEST_NAME, Playlist
from musicsim.domain.model.track import Track
from musicsim.domain.model.user import Caller
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.domain.rules.cluster_names import artist_counts, cluster_names, tag_masses
from musicsim.domain.rules.mixes import corners, habits, mixes_of
from musicsim.domain.rules.text import fold
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.favourites import Favourites
from musicsim.ports.mixes import Mixes
from musicsim.ports.plays import Plays
from musicsim.ports.vector_index import VectorIndex

_PLAYS = 500
_PAGES = 2  # of plays: the last thousand
_FAVOURITES = 200
_REACH = 200  # tracks around the middle of a mix that may be in it


@dataclass(frozen=True, kw_only=True)
class MakeMixes:
    """Finds the corners of what a person plays and likes, and mixes the known and the new around each."""

    mixes: Mixes
    plays: Plays
    favourites: Favourites
    catalogue: Catalogue
    analyses: Analyses
    index: VectorIndex
    clock: Clock
    space: Space

    async def __call__(self, user: UserId, *, anew: bool = False) -> DailyMixes:
        """Today's: those that are kept already, unless they are wanted `anew`. None in it for who has heard nothing."""
        now = self.clock.now()
        today, kept = now.astimezone(UTC).date(), await self.mixes.of(user)
        if kept is not None and kept.day != today:
            kept = None
        if kept is not None and kept.mixes and not anew:
            return kept
        made = DailyMixes(today, now, (), kept.edition + anew if kept is not None else 1)
        made = replace(made, mixes=await self._mixed(user, made))
        await self.mixes.keep(user, made)
        return made

    async def _mixed(self, user: UserId, of: DailyMixes) -> tuple[Mix, ...]:
        space = await self.index.answering(LIBRARY) or self.space
        listens = await self._listens(user)
        weights = habits(listens, of.made_at)
        vectors = await self.index.vectors(space, weights)
        centres = await asyncio.to_thread(corners, weights, vectors)
        near = [[one.id for one in await self.index.nearest(space, centre, _REACH)] for centre in centres]
        ids = list(dict.fromkeys(TrackId(one) for each in near for one in each))
        tracks, found = await asyncio.gather(self.catalogue.get_many(ids), self.index.vectors(space, ids))
        candidates = _candidates(tracks, found, {listen.track for listen in listens})
        around = list(zip(centres, near, strict=True))
        chosen = await asyncio.to_thread(mixes_of, around, candidates, user, of.day, of.edition)
        return await self._named(chosen, tracks)

    async def _listens(self, user: UserId) -> list[Listen]:
        """What was played last, and what is liked, as if it were played when it was found to be."""
        listens: list[Listen] = []
        cursor = None
        for _ in range(_PAGES):
            page = await self.plays.history(user, _PLAYS, cursor)
            listens += [listen for play in page.items if (listen := _listen(play)) is not None]
            if (cursor := page.next) is None:
                break
        liked = await self.favourites.page(user, _FAVOURITES)
        return listens + [Listen(one.track, one.added_at) for one in liked.items]

    async def _named(self, chosen: Sequence[Sequence[TrackId]], tracks: Sequence[Track]) -> tuple[Mix, ...]:
        artists = {track.id: track.metadata.artist for track in tracks}
        order = [track for each in chosen for track in each]
        labels = np.repeat(np.arange(len(chosen)), [len(each) for each in chosen]).astype(np.int64)
        masses = tag_masses(labels, len(chosen), _probabilities(order, await self.analyses.get_many(order)))
        names = cluster_names(masses, TAGS, artist_counts(labels, len(chosen), [artists[track] for track in order]))
        pairs = enumerate(zip(names, chosen, strict=True), 1)
        return tuple(Mix(number, name, tuple(each)) for number, (name, each) in pairs)


@dataclass(frozen=True, kw_only=True)
class ListMixes:
    """A person's mixes of today."""

    make: MakeMixes

    async def __call__(self, caller: Caller, *, anew: bool = False) -> DailyMixes:
        """Made now when there are none of today, or others are wanted; none for who has heard and liked nothing."""
        return await self.make(caller.user, anew=anew)


@dataclass(frozen=True, kw_only=True)
class ShowMix:
    """One of today's mixes."""

    make: MakeMixes
    catalogue: Catalogue

    async def __call__(self, caller: Caller, mix_id: MixId) -> ShownMix:
        """With its tracks; NotFound for one that is not of today, or was mixed anew since."""
        today = await self.make(caller.user)
        mix = _mix(today, mix_id)
        tracks = await self.catalogue.get_many(mix.tracks)
        return ShownMix(mix_id, mix, today.made_at, [track for track in tracks if track.missing_since is None])


Create = Callable[[Caller, str, str, Sequence[TrackId]], Awaitable[Playlist]]
"""Makes a playlist of that name and description with these tracks, as CreatePlaylist does."""


@dataclass(frozen=True, kw_only=True)
class KeepMix:
    """Make a playlist of a mix: the person's own, which no later mix touches."""

    make: MakeMixes
    create: Create

    async def __call__(self, caller: Caller, mix_id: MixId, name: str | None = None) -> Playlist:
        """The playlist, by default named by what the mix is named by. NotFound as for showing it, Conflict when the
        person has too many playlists.
        """
        mix = _mix(await self.make(caller.user), mix_id)
        return await self.create(caller, name or _words(mix), "", mix.tracks)


def _mix(of: DailyMixes, mix_id: MixId) -> Mix:
    if (mix := of.find(mix_id)) is None:
        raise NotFound.of("mix", mix_id)
    return mix


def _words(mix: Mix) -> str:
    return (", ".join([*mix.name.tags, *mix.name.artists]) or f"Mix {mix.number}")[:LONGEST_NAME]


def _listen(play: Play) -> Listen | None:
    """None for a play that says nothing: begun, and no more."""
    if play.counts:
        return Listen(play.track, play.started_at)
    return Listen(play.track, play.started_at, finished=False) if play.stage is PlayStage.SKIPPED else None


def _candidates(
    tracks: Sequence[Track], vectors: Mapping[str, Vector], heard: Collection[TrackId]
) -> dict[str, MixCandidate]:
    return {
        track.id: MixCandidate(track.id, vectors[track.id], fold(track.metadata.artist), track.id in heard)
        for track in tracks
        if track.listenable and track.id in vectors
    }


def _probabilities(order: Sequence[TrackId], analyses: Mapping[TrackId, Analysis]) -> npt.NDArray[np.float64]:
    """Shape (tracks, TAGS), 0 where unknown."""
    found = (analyses.get(track) for track in order)
    known = [one.tags.probabilities if one is not None and one.tags is not None else {} for one in found]
    return np.array([[of.get(tag, 0.0) for tag in TAGS] for of in known]).reshape(len(order), len(TAGS))
