"""The reader of texts that needs no model."""

from musicsim.domain.model.words import TextQuery
from musicsim.domain.rules.words import understand
from musicsim.ports.text_reader import TextReader


class VocabularyTextReader(TextReader):
    """Knows the English and French words of rules.vocabulary."""

    @property
    def space(self) -> str | None:
        return None

    async def read(self, text: str) -> TextQuery:
        return TextQuery(understand(text))
