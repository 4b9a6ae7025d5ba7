"""Where the music is: to see it, and to say so."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from musicsim.domain.errors import Conflict, Invalid, Unavailable
from musicsim.domain.model.audio import AudioObject
from musicsim.domain.model.library_place import LibraryPlace, PlaceKind, PlaceSeen, ServerFolder
from musicsim.domain.rules.upload_keys import is_upload
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.lease import Lease
from musicsim.ports.library_choice import LibraryChoice
from musicsim.ports.server_folders import ServerFolders

_LOOKED_AT = 1000
"""Files: more than that is told as "more", as counting a whole library is what a scan is for."""

_PATIENCE = 5.0
"""Seconds that the first look may take."""

_HIDDEN_AT_ONCE = 1000
"""Tracks: who writes meanwhile waits for that many."""


@dataclass(frozen=True, kw_only=True)
class FindLibrary:
    """Where the library is, by the settings or by what was chosen; `configured` is where, unless somebody chose."""

    configured: LibraryPlace
    choice: LibraryChoice

    async def __call__(self) -> LibraryPlace:
        """The place as it is now; nobody looks at it."""
        if self.configured.fixed:
            return self.configured
        return replace(self.configured, location=await self.choice.folder() or self.configured.location)


@dataclass(frozen=True, kw_only=True)
class LookAtLibrary:
    """Whether what is there can be read, and whether it is music."""

    find: FindLibrary
    store: AudioStore

    async def __call__(self) -> PlaceSeen:
        """A first look, which ends after some seconds or some files. What keeps it from being read is an answer."""
        place = await self.find()
        try:
            async with asyncio.timeout(_PATIENCE):
                files = await self._count()
        except Unavailable as fault:
            return PlaceSeen(place, problem=str(fault))
        except TimeoutError:
            return PlaceSeen(place, more=True)
        return PlaceSeen(place, min(files, _LOOKED_AT), files > _LOOKED_AT)

    async def _count(self) -> int:
        files, found = 0, self.store.walk()
        async for item in found:
            files += isinstance(item, AudioObject)
            if files > _LOOKED_AT:
                break
        return files


@dataclass(frozen=True, kw_only=True)
class BrowseServer:
    """The server's folders, for whoever chooses one of them."""

    folders: ServerFolders

    async def __call__(self, path: str) -> ServerFolder:
        """The folder at `path`; with "" the likeliest one, or the root. Raises as ServerFolders.look does."""
        if not path:
            path = next(iter(await self.folders.usual()), "/")
        return await self.folders.look(path)

    async def usual(self) -> Sequence[str]:
        """Where people keep music, of what is there."""
        return await self.folders.usual()


@dataclass(frozen=True, kw_only=True)
class PlaceLibrary:
    """Choose the folder with the music. The tracks of the one before are missing from then on, or files that happen to
    have the same names would be taken for them. A scan finds those again that are in the folder, wherever in it, with
    all that is known of them; what people brought themselves stays.
    """

    find: FindLibrary
    folders: ServerFolders
    choice: LibraryChoice
    catalogue: Catalogue
    lease: Lease
    clock: Clock

    async def __call__(self, folder: str) -> LibraryPlace:
        """The new place. Conflict where the settings say where the music is, or while a scan runs; Invalid or NotFound
        for what is no folder that can be looked into.
        """
        if (await self.find()).fixed:
            raise Conflict("The setting library says where the music is: change MUSICSIM_LIBRARY, and start anew.")
        try:
            found = await self.folders.look(folder)
        except Invalid as fault:
            raise Invalid(str(fault), "folder") from fault
        if found.parent is None:
            raise Invalid("Choose a folder: everything that the machine has is no library.", "folder")
        async with self.lease.hold("scan") as ours:
            if not ours:
                raise Conflict("A scan is running. Wait until it is finished.")
            if (await self.find()).location != found.path:
                await self._hide()
            await self.choice.choose(found.path)
        return LibraryPlace(PlaceKind.FOLDER, found.path, fixed=False)

    async def _hide(self) -> None:
        """Before the choice: when it breaks off here, a scan of the old folder brings everything back."""
        known = self.catalogue.known_objects()
        present = [track.id async for track in known if not track.missing and not is_upload(track.key)]
        for start in range(0, len(present), _HIDDEN_AT_ONCE):
            await self.catalogue.mark_missing(present[start : start + _HIDDEN_AT_ONCE], self.clock.now())
