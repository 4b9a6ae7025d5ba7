"""Show the cover of a track beyond the library."""

from collections import OrderedDict
from dataclasses import dataclass, field

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.artwork import ArtworkSize
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.image import UnusableImage
from musicsim.domain.model.metadata import Picture
from musicsim.domain.rules.once import Once
from musicsim.ports.images import Images
from musicsim.ports.outside_tracks import OutsideTracks
from musicsim.ports.picture_editor import PictureEditor

_MOST = 256
"""Covers that are remembered, some 5 MB."""


@dataclass(frozen=True, kw_only=True)
class ShowOutsideCover:
    """Fetches covers for people, so that no catalogue learns who looks at what, and no page loads what is elsewhere.

    Only covers of tracks that a catalogue described: nobody can have anything else fetched.
    """

    tracks: OutsideTracks
    images: Images
    pictures: PictureEditor

    _kept: OrderedDict[str, Picture] = field(default_factory=OrderedDict, init=False, compare=False)
    _fetching: Once[str, Picture] = field(default_factory=Once, init=False, compare=False)

    async def __call__(self, track: ExternalId) -> Picture:
        """A small picture. NotFound where there is none, Unavailable when its server does not answer."""
        known = (await self.tracks.described([track])).get(track)
        if known is None or known.track is None or not known.track.cover:
            raise NotFound("There is no picture of this track.")
        url = known.track.cover
        if url in self._kept:
            self._kept.move_to_end(url)
            return self._kept[url]
        return await self._fetching(url, lambda: self._fetched(url))

    async def _fetched(self, url: str) -> Picture:
        try:
            image = await self.images.fetch(url)
            picture = await self.pictures.thumbnail(image.data, ArtworkSize.MEDIUM) if image is not None else None
        except (UnusableImage, Invalid) as fault:
            raise NotFound("What is said to be a picture of this track cannot be used.") from fault
        if picture is None:
            raise NotFound("There is no picture of this track.")
        self._kept[url] = picture
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return picture
