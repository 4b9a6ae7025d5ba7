"""Tags that a test made up."""

from collections.abc import Callable, Sequence

from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.metadata import Metadata, Picture
from musicsim.domain.rules.tagging import SILENT, OwnWords, metadata_of
from musicsim.ports.tag_reader import TagReader


class MemoryTagReader(TagReader):
    """Opens nothing: by default only the key speaks.

    Knobs: `words` by key stand for what a file says of itself, `pictures` and `texts` by source for what is
    embedded; `on_read` is called with the key before each answer.
    """

    def __init__(self, on_read: Callable[[str], None] = lambda _: None) -> None:
        self.words: dict[str, OwnWords] = {}
        self.pictures: dict[AudioSource, Picture] = {}
        self.texts: dict[AudioSource, list[str]] = {}
        self._on_read = on_read

    async def read(self, source: AudioSource, key: str) -> Metadata:
        self._on_read(key)
        return metadata_of(self.words.get(key, SILENT), key)

    async def picture(self, source: AudioSource) -> Picture | None:
        return self.pictures.get(source)

    async def lyrics(self, source: AudioSource) -> Sequence[str]:
        return self.texts.get(source, [])
