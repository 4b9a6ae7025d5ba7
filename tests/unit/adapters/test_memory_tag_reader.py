"""Made-up tags keep the promises of real ones."""

import pytest

from musicsim.adapters.memory.tag_reader import MemoryTagReader
from musicsim.domain.model.audio import AudioSource, InlineAudio
from musicsim.domain.model.metadata import Picture
from musicsim.domain.rules.tagging import OwnWords
from tests.contracts.tag_reader_contract import Desk, Tagged, TagReaderContract


class MemoryDesk(Desk):
    def __init__(self):
        self.reader = self.memory = MemoryTagReader()

    def file(self, key: str, tags: Tagged) -> AudioSource:
        source = InlineAudio(repr(tags).encode())
        self.memory.words[key] = OwnWords(
            title=tags.title, artists=[tags.artist], album=tags.album, year=tags.year, track=tags.track
        )
        if tags.cover:
            self.memory.pictures[source] = Picture(tags.cover, "image/png")
        if tags.lyrics:
            self.memory.texts[source] = [tags.lyrics]
        return source

    def broken(self, key: str) -> AudioSource:
        return InlineAudio(b"?")


class TestMemoryTagReader(TagReaderContract):
    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk()


async def test_every_reading_is_told():
    heard: list[str] = []
    await MemoryTagReader(heard.append).read(InlineAudio(b""), "a.mp3")
    assert heard == ["a.mp3"]
