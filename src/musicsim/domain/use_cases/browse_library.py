"""Walk through the library as in a file manager, or search it."""

import asyncio
from dataclasses import dataclass, replace

from musicsim.domain.errors import NotFound
from musicsim.domain.model.browse import Folder, TrackQuery
from musicsim.domain.model.page import Page
from musicsim.domain.model.track import Track
from musicsim.ports.catalogue import Catalogue

ALL = TrackQuery()


@dataclass(frozen=True, slots=True)
class FolderView:
    """A folder: what is in it and a page of the tracks directly in it."""

    folder: Folder
    tracks: Page[Track]


@dataclass(frozen=True, kw_only=True)
class BrowseLibrary:
    """Look into a folder of the library."""

    catalogue: Catalogue

    async def __call__(self, path: str = "", query: TrackQuery = ALL) -> FolderView:
        """The folder at `path` ("" is the root) and those of its own tracks that fit `query`.

        NotFound when no present track lies in or below it.
        """
        path = path.strip("/")
        folder, tracks = await asyncio.gather(
            self.catalogue.folder(path), self.catalogue.search(replace(query, folder=path))
        )
        if folder is None:
            raise NotFound.of("folder", path)
        return FolderView(folder, tracks)
