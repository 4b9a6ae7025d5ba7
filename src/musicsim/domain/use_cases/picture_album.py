"""Find or make the picture of one album."""

import asyncio
import random
from collections.abc import Callable, Collection, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.identity import AlbumId, PictureId, TrackId
from musicsim.domain.model.painting import (
    AlbumFacts,
    ArtworkOrder,
    ArtworkSearch,
    Attempt,
    Outcome,
    Painting,
    Subject,
    Tried,
)
from musicsim.domain.model.track import Track
from musicsim.domain.rules.album_pictures import left_over, order_key, rejected_generators
from musicsim.domain.rules.missing_artwork import settled, why_not
from musicsim.ports.album_pictures import AlbumPictures
from musicsim.ports.artwork_searches import ArtworkSearches
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.metrics import Metrics

Find = Callable[[Sequence[Track]], Coroutine[Any, Any, tuple[Tried, frozenset[ArtworkSource]]]]
"""Tells whether the tracks' own files bring a picture, and where."""

Order = Callable[[str, Sequence[Track]], Coroutine[Any, Any, ArtworkOrder | None]]
"""Puts what the tracks sound like into an order; None when nobody listened to them."""

Make = Callable[[ArtworkOrder, Collection[str], str], Coroutine[Any, Any, Attempt]]
"""Has it painted by the first who can: without those whose pictures were rejected, or by the one that is named."""

Store = Callable[[bytes], Coroutine[Any, Any, str]]
"""Keeps a picture and tells its name."""

MOST_TRACKS = 50
TIME = timedelta(minutes=12)
"""That one attempt may take, all painters together."""

CLAIM = TIME + timedelta(minutes=3)
"""Longer than any attempt, so that nobody begins while somebody is still at it."""


@dataclass(frozen=True, kw_only=True)
class PictureAlbum:
    """Claims the album's row, so that no two processes are at the same; settles it, whatever happens.

    What is made is kept in this order: the bytes, the row of the picture, the row of the album. Whoever is stopped in
    between leaves bytes that nobody names, or a picture that the next attempt finds and shows.
    """

    searches: ArtworkSearches
    pictures: AlbumPictures
    catalogue: Catalogue
    find_own: Find
    order: Order
    make: Make
    generators: Sequence[str]
    store: Store
    clock: Clock
    ids: Ids
    metrics: Metrics
    chance: Callable[[], float] = random.Random().random  # its own: tests watch the common one

    async def __call__(self, subject: Subject) -> ArtworkSearch | None:
        """The row as it was settled; None when it is not due, another's, or a person changed it meanwhile.

        A fault that musicsim cannot explain is raised, after the row was settled as FAILED.
        """
        token, now = self.ids.new(), self.clock.now()
        search = await self.searches.claim(subject, token, now, now + CLAIM)
        if search is None:
            return None
        try:
            tried, image = await self._in_time(search)
        except Exception as fault:
            await self._settle(token, search, [self._tried("musicsim", Outcome.FAILED, _words(fault))])
            raise
        except BaseException:
            with suppress(Unavailable):  # the claim ends by itself
                await self.searches.release(subject, token)
            raise
        return await self._settle(token, search, tried, image)

    async def _settle(
        self, token: str, search: ArtworkSearch, tried: Sequence[Tried], image: str = ""
    ) -> ArtworkSearch | None:
        after = settled(search, tried, self.clock.now(), self.chance(), image)
        self.metrics.count("artwork.searches", outcome=after.state)
        return after if await self.searches.settle(token, after) else None

    async def _in_time(self, search: ArtworkSearch) -> tuple[list[Tried], str]:
        tried: list[Tried] = []
        try:
            async with asyncio.timeout(TIME.total_seconds()):
                return tried, await self._attempt(search, tried)
        except MusicsimError as fault:
            tried.append(self._tried("musicsim", Outcome.FAILED, str(fault)))
        except TimeoutError:
            tried.append(self._tried("musicsim", Outcome.FAILED, f"It took more than {TIME}."))
        return tried, ""

    async def _attempt(self, search: ArtworkSearch, tried: list[Tried]) -> str:
        """The id of the picture to show, "" for none of ours; who was asked goes to `tried`."""
        kept = await self.pictures.of(search.album)
        if (made := left_over(kept, search)) is not None:
            tried.append(self._tried(made.about.provider, Outcome.FOUND, "It was made before."))
            return made.id
        tracks = await self._tracks(search.subject)
        if not tracks:
            tried.append(self._tried("library", Outcome.NONE, "None of its tracks is there."))
            return ""
        if not await self._needs_one(search, tracks, rejected_generators(kept), tried):
            return ""
        order = await self.order(order_key(search.album, kept), tracks)
        if order is None:
            tried.append(self._tried("listening", Outcome.FAILED, "None of its tracks was listened to yet."))
            return ""
        attempt = await self.make(order, rejected_generators(kept), search.wanted or "")
        image = "" if attempt.artwork is None else await self._kept(search.album, attempt.artwork)
        tried += attempt.tried
        return image

    async def _needs_one(
        self, search: ArtworkSearch, tracks: Sequence[Track], rejected: frozenset[str], tried: list[Tried]
    ) -> bool:
        """Whether one is to be made; why not goes to `tried`."""
        sources: frozenset[ArtworkSource] = frozenset()
        if search.wanted is None or not search.image:  # beside one of ours files were found to bring none
            line, sources = await self.find_own(tracks)
            tried.append(line)
            if line.outcome is Outcome.FAILED:
                return False
        added = max(track.added_at for track in tracks)
        facts = AlbumFacts(album=search.album, pictures=sources, rejected=rejected, added_at=added, search=search)
        reason = why_not(facts, self.generators)
        if reason and not sources:  # else that is said already
            tried.append(self._tried("musicsim", Outcome.NONE, f"Nobody is asked: {reason}."))
        return not reason

    async def _tracks(self, subject: Subject) -> Sequence[Track]:
        if subject.alone:
            track = await self.catalogue.get(TrackId(subject.id))
            return [] if track is None or track.missing_since else [track]
        query = TrackQuery(album=AlbumId(subject.id), order=TrackOrder.ALBUM, limit=MOST_TRACKS)
        return (await self.catalogue.search(query)).items

    async def _kept(self, album: str, made: Painting) -> PictureId:
        picture = AlbumPicture(
            id=PictureId(self.ids.new()),
            album=album,
            picture=await self.store(made.image.data),
            source=ArtworkSource.GENERATED,
            about=made.provenance,
            made_at=self.clock.now(),
        )
        await self.pictures.add(picture)
        self.metrics.count("artwork.made", generator=made.provenance.provider)
        return picture.id

    def _tried(self, source: str, outcome: Outcome, detail: str) -> Tried:
        return Tried(source, outcome, self.clock.now(), detail)


def _words(fault: Exception) -> str:
    return f"Something went wrong here: {type(fault).__name__}."
