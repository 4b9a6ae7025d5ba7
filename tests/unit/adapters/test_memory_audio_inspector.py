"""The inspector in memory."""

import pytest

from musicsim.adapters.memory.audio_inspector import MemoryAudioInspector
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.ports.audio_inspector import AudioInspector
from tests.contracts.analyser_contract import sound
from tests.contracts.audio_inspector_contract import AudioInspectorContract


class TestMemoryAudioInspector(AudioInspectorContract):
    @pytest.fixture
    def inspector(self) -> AudioInspector:
        return MemoryAudioInspector()


async def test_it_fails_as_it_is_told():
    with pytest.raises(UnreadableAudio) as caught:
        await MemoryAudioInspector(fails_with=FailureReason.DAMAGED).inspect(sound())
    assert caught.value.failure.reason is FailureReason.DAMAGED
