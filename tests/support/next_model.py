"""A change of the model."""

from collections.abc import Sequence
from dataclasses import replace

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.domain.model.analysis import Analysis, Embedding
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.vectors import Space

NEXT = Space("memory@2", 24)


class NextModel(MemoryAnalyser):
    """Hears what its predecessor heard, in a space of its own: there, low is where high was."""

    @property
    def spaces(self) -> Sequence[Space]:
        return (NEXT,)

    async def analyse(self, source: AudioSource) -> Analysis:
        heard = await super().analyse(source)
        return replace(heard, embeddings=tuple(Embedding(NEXT.name, one.vector[::-1]) for one in heard.embeddings))
