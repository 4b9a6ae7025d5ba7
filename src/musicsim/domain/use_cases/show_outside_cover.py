"""Show the cover of a track beyond the library."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.artwork import ArtworkSize
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.image import UnusableImage
from musicsim.domain.model.metadata import Picture
from musicsim.domain.rules.once import Once
from musicsim.ports.clock import Clock
from musicsim.ports.images import Images
from musicsim.ports.outside_tracks import OutsideTracks
from musicsim.ports.picture_editor import PictureEditor

_MOST = 256
"""Covers that are remembered, some 5 MB."""

_ABSENT_FOR = timedelta(hours=1)
"""For how long it is remembered that there is none, as of many albums that nobody has scanned."""

_Kept = tuple[Picture | None, datetime]
"""A picture, None where there is none that can be shown, and since when that is known."""


@dataclass(frozen=True, kw_only=True)
class ShowOutsideCover:
    """Fetches covers for people, so that no catalogue learns who looks at what, and no page loads what is elsewhere.

    Only covers of tracks that a catalogue described: nobody can have anything else fetched.
    """

    tracks: OutsideTracks
    images: Images
    pictures: PictureEditor
    clock: Clock

    _kept: OrderedDict[str, _Kept] = field(default_factory=OrderedDict, init=False, compare=False)
    _fetching: Once[str, Picture | None] = field(default_factory=Once, init=False, compare=False)

    async def __call__(self, track: ExternalId) -> Picture:
        """A small picture. NotFound where there is none, Unavailable when its server does not answer."""
        known = (await self.tracks.described([track])).get(track)
        url = known.track.cover if known is not None and known.track is not None else ""
        picture = await self._picture(url) if url else None
        if picture is None:
            raise NotFound("There is no picture of this track that can be shown.")
        return picture

    async def _picture(self, url: str) -> Picture | None:
        picture, since = self._kept.get(url, (None, None))
        if since is None or (picture is None and self.clock.now() - since >= _ABSENT_FOR):
            return await self._fetching(url, lambda: self._fetched(url))
        self._kept.move_to_end(url)
        return picture

    async def _fetched(self, url: str) -> Picture | None:
        try:
            image = await self.images.fetch(url)
            picture = await self.pictures.thumbnail(image.data, ArtworkSize.MEDIUM) if image is not None else None
        except (UnusableImage, Invalid):
            picture = None
        self._kept[url] = picture, self.clock.now()
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return picture
