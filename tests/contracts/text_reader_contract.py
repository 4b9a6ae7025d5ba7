"""What every reader of texts promises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.ports.text_reader import TextReader
from tests.support.settings import PROPERTY


class TextReaderContract:
    """Subclasses supply the fixture `reader`."""

    @PROPERTY
    @given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
    async def test_any_text_is_answered_and_always_the_same(self, reader: TextReader, text: str):
        first, second = await reader.read(text), await reader.read(text)
        assert first.words == second.words
        for one, other in ((first.embedding, second.embedding), (second.embedding, first.embedding)):
            assert (one is None) == (reader.space is None)
            if one is not None and other is not None:
                assert one.space == reader.space
                assert np.array_equal(one.vector, other.vector)
                assert np.linalg.norm(one.vector) == pytest.approx(1, abs=1e-5)

    @pytest.mark.parametrize("text", ["", "   ", "\n\t", "a" * 1001])
    async def test_what_says_nothing_or_too_much_is_refused(self, reader: TextReader, text: str):
        with pytest.raises(Invalid) as refused:
            await reader.read(text)
        assert refused.value.field == "text"

    async def test_a_thousand_characters_are_read(self, reader: TextReader):
        await reader.read("x" * 1000)
