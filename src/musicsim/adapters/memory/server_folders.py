"""Folders of a server that is made up."""

from collections.abc import Mapping, Sequence

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.library_place import ServerFolder
from musicsim.ports.server_folders import ServerFolders


class MemoryServerFolders(ServerFolders):
    """`folders`: the number of audio files by absolute path, without "/" at the end; all above them are there, too."""

    def __init__(self, folders: Mapping[str, int] | None = None) -> None:
        self._files = dict(folders or {"/srv/music": 3, "/srv/music/Jazz": 2})

    async def look(self, path: str) -> ServerFolder:
        if not path.startswith("/"):
            raise Invalid("Write the whole path, from / on.", "path")
        path = path.rstrip("/")
        below = sorted({name[len(path) + 1 :].split("/")[0] for name in self._files if name.startswith(f"{path}/")})
        if path and path not in self._files and not below:
            raise NotFound.of("folder", path)
        parent = (path.rpartition("/")[0] or "/") if path else None
        return ServerFolder(path or "/", parent, below, self._files.get(path, 0))

    async def usual(self) -> Sequence[str]:
        return [path for path in ("/srv/music",) if path in self._files]
