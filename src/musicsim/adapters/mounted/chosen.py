"""A library in whichever folder was chosen last."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Generic, TypeVar

from musicsim.adapters.mounted.closing import closed_behind
from musicsim.domain.model.audio import AudioObject, AudioSource, Unlisted
from musicsim.domain.model.side_file import SideFile
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.library_choice import LibraryChoice
from musicsim.ports.side_files import SideFiles

T = TypeVar("T")


class Chosen(Generic[T]):
    """What `opened` makes of the chosen folder or, before anybody chose, of the `first` one."""

    def __init__(self, choice: LibraryChoice, first: str, opened: Callable[[str], T]) -> None:
        self._choice, self._first, self._opened = choice, first, opened
        self._present: tuple[str, T] | None = None

    async def __call__(self, *, afresh: bool = False) -> T:
        folder = await self._choice.folder(afresh=afresh) or self._first
        if self._present is None or self._present[0] != folder:
            self._present = folder, self._opened(folder)
        return self._present[1]


class ChosenAudioStore(AudioStore):
    """Each call goes to the folder that is chosen when it begins, and stays there; a walk to that which any process
    chose last, as a scan is what comes next.
    """

    def __init__(self, chosen: Chosen[AudioStore]) -> None:
        self._chosen = chosen

    async def walk(self) -> AsyncIterator[AudioObject | Unlisted]:
        async with closed_behind((await self._chosen(afresh=True)).walk()) as found:
            async for item in found:
                yield item

    async def stat(self, key: str) -> AudioObject | None:
        return await (await self._chosen()).stat(key)

    async def content_hash(self, key: str) -> str:
        return await (await self._chosen()).content_hash(key)

    async def source(self, key: str) -> AudioSource:
        return await (await self._chosen()).source(key)

    async def url(self, key: str, seconds: float, media_type: str = "") -> str | None:
        return await (await self._chosen()).url(key, seconds, media_type)

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        async with closed_behind((await self._chosen()).read(key, start, stop)) as chunks:
            async for chunk in chunks:
                yield chunk


class ChosenSideFiles(SideFiles):
    """The same for what lies beside the audio."""

    def __init__(self, chosen: Chosen[SideFiles]) -> None:
        self._chosen = chosen

    async def starting_with(self, prefix: str) -> Sequence[SideFile]:
        return await (await self._chosen()).starting_with(prefix)

    async def read(self, key: str, most: int) -> bytes | None:
        return await (await self._chosen()).read(key, most)
