"""The memory analyser keeps the analyser's promises."""

import pytest

from musicsim.adapters.memory.analyser import MemoryAnalyser
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from tests.contracts.analyser_contract import AnalyserContract, sound


class TestMemoryAnalyser(AnalyserContract):
    @pytest.fixture
    def analyser(self) -> MemoryAnalyser:
        return MemoryAnalyser()


async def test_it_fails_when_told_to() -> None:
    analyser = MemoryAnalyser(fails_with=FailureReason.CRASHED)
    with pytest.raises(UnreadableAudio) as raised:
        await analyser.analyse(sound())
    assert raised.value.failure.reason is FailureReason.CRASHED
