"""The reader that knows a vocabulary keeps the promises of readers."""

import pytest

from musicsim.adapters.vocabulary.text_reader import VocabularyTextReader
from tests.contracts.text_reader_contract import TextReaderContract


class TestVocabularyTextReader(TextReaderContract):
    @pytest.fixture
    def reader(self) -> VocabularyTextReader:
        return VocabularyTextReader()

    async def test_words_are_understood(self, reader: VocabularyTextReader):
        words = (await reader.read("musique triste à la guitare")).words
        assert [clause.text for clause in words.clauses] == ["triste", "guitare"]
