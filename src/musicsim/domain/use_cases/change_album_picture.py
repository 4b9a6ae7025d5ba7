"""What people say of an album's picture: another one, not this one, mine, that one again."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any

from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.identity import PictureId
from musicsim.domain.model.image import UnusableImage
from musicsim.domain.model.painting import ArtworkSearch, ArtworkState, Provenance, Subject
from musicsim.domain.rules.album_pictures import rejected_generators
from musicsim.domain.rules.missing_artwork import rejected_by, shows, wanted_anew
from musicsim.ports.album_pictures import AlbumPictures
from musicsim.ports.artwork_searches import ArtworkSearches
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.images import Images

Store = Callable[[bytes], Coroutine[Any, Any, str]]
"""Keeps a picture and tells its name; Invalid when it is none."""


@dataclass(frozen=True, kw_only=True)
class WantAnotherPicture:
    """What is shown stays until another one is made, by the background work."""

    searches: ArtworkSearches
    clock: Clock
    generators: Sequence[str]

    async def __call__(self, subject: Subject, generator: str = "") -> None:
        """By that generator, or the first who can. Invalid for one that is not configured; Conflict when none is, and
        where files bring a picture: it would be shown before what is made, and paid for, all the same.
        """
        if not self.generators:
            raise Conflict("No generator is configured: see MUSICSIM_ARTWORK_GENERATORS.")
        if generator and generator not in self.generators:
            known = ", ".join(self.generators)
            raise Invalid(f"There is no generator {generator!r}; configured are: {known}.", "generator")
        search = await _row(self.searches, subject)
        if search.state is ArtworkState.FOUND and not search.image:
            raise Conflict("Its files bring a picture, which goes before any that is made; upload one to replace it.")
        await self.searches.put(replace(wanted_anew(search, generator), changed_at=self.clock.now()))


@dataclass(frozen=True, kw_only=True)
class RejectPicture:
    """The one that is shown; it is kept, and its generator is not asked by itself again for this album. What was kept
    before it and not rejected is shown again: nobody pays for another one then.
    """

    searches: ArtworkSearches
    pictures: AlbumPictures
    clock: Clock
    generators: Sequence[str]

    async def __call__(self, subject: Subject) -> None:
        """Conflict when none of ours is shown: what files bring is theirs."""
        search, now = await _row(self.searches, subject), self.clock.now()
        if not search.image:
            raise Conflict("There is no picture here that was made or uploaded; files are left as they are.")
        await self.pictures.judge(PictureId(search.image), now)
        kept = await self.pictures.of(subject.id)
        before = next((one for one in kept if one.rejected_at is None), None)
        others = [name for name in self.generators if name not in rejected_generators(kept)]
        after = rejected_by(search, others) if before is None else shows(search, before.id)
        await self.searches.put(replace(after, changed_at=now))


@dataclass(frozen=True, kw_only=True)
class UploadPicture:
    """A person's own goes before all others. Bytes first, then the picture's row, then the album's."""

    searches: ArtworkSearches
    pictures: AlbumPictures
    images: Images
    store: Store
    clock: Clock
    ids: Ids

    async def __call__(self, subject: Subject, data: bytes) -> None:
        """Keep and show it; Invalid, with field "picture", when it is none, or too large."""
        try:
            image = await self.images.checked(data)
        except UnusableImage as fault:
            raise Invalid(str(fault), "picture") from fault
        picture = AlbumPicture(
            id=PictureId(self.ids.new()),
            album=subject.id,
            picture=await self.store(image.data),
            source=ArtworkSource.UPLOADED,
            about=Provenance(provider="", model=""),
            made_at=self.clock.now(),
        )
        await self.pictures.add(picture)
        search = shows(await _row(self.searches, subject), picture.id)
        await self.searches.put(replace(search, changed_at=picture.made_at))


@dataclass(frozen=True, kw_only=True)
class RestorePicture:
    """One that was kept is shown again, rejected or not."""

    searches: ArtworkSearches
    pictures: AlbumPictures
    clock: Clock

    async def __call__(self, subject: Subject, picture: PictureId | None = None) -> None:
        """That one, or the latest that is not shown. NotFound when there is none."""
        search = await _row(self.searches, subject)
        kept = await self.pictures.of(subject.id)
        wanted = (one for one in kept if (one.id == picture if picture else one.id != search.image))
        found = next(wanted, None)
        if found is None:
            raise NotFound("There is no such picture of it." if picture else "There is no other picture of it.")
        await self.pictures.judge(found.id, None)
        await self.searches.put(replace(shows(search, found.id), changed_at=self.clock.now()))


async def _row(searches: ArtworkSearches, subject: Subject) -> ArtworkSearch:
    return await searches.get(subject) or ArtworkSearch(album=subject.id, alone=subject.alone)
