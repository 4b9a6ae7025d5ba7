"""From what people write to what to look for."""

from abc import abstractmethod
from typing import Protocol

from musicsim.domain.model.words import TextQuery


class TextReader(Protocol):
    """Understands texts such as "calm piano without voice".

    One that knows a vocabulary answers with words; one that has learnt texts and sounds together (a model like CLAP)
    with a point in a space of its own, whose vectors of tracks then have to be in the vector index; one may do both.
    """

    @property
    @abstractmethod
    def space(self) -> str | None:
        """The space that its embeddings are in; None when it makes none."""

    @abstractmethod
    async def read(self, text: str) -> TextQuery:
        """What the text asks for. The same text has the same answer.

        Invalid, with the field "text", when it is blank or has more than 1,000 characters. Never Invalid for what it
        does not understand: that is reported in the answer. Unavailable when a model is asked that does not answer.
        """
