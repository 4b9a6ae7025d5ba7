"""What people say of an album's picture: another one, not this one, mine, that one again."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any

from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.identity import PictureId
from musicsim.domain.model.image import UnusableImage
from musicsim.domain.model.painting import ArtworkSearch, Provenance, Subject
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
        """By that generator, or the first who can. Invalid for one that is not configured, Conflict when none is."""
        if not self.generators:
            raise Conflict("No generator is configured: see MUSICSIM_ARTWORK_GENERATORS.")
        if generator and generator not in self.generators:
            known = ", ".join(self.generators)
            raise Invalid(f"There is no generator {generator!r}; configured are: {known}.", "generator")
        search = wanted_anew(await _row(self.searches, subject), generator)
        await self.searches.put(replace(search, changed_at=self.clock.now()))


@dataclass(frozen=True, kw_only=True)
class RejectPicture:
    """The one that is shown; it is kept, and its generator is not asked by itself again for this album."""

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
        rejected = rejected_generators(await self.pictures.of(subject.id))
        others = [name for name in self.generators if name not in rejected]
        await self.searches.put(replace(rejected_by(search, others), changed_at=now))


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
