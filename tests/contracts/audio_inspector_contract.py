"""What every inspector promises."""

import pytest

from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.ports.audio_inspector import AudioInspector
from tests.contracts.analyser_contract import sound


class AudioInspectorContract:
    """Subclasses supply the fixture `inspector`."""

    async def test_a_format_is_told_by_its_endings(self, inspector: AudioInspector):
        found = await inspector.inspect(sound())
        assert found.endings[0] == "wav"
        assert all(ending == ending.lower() for ending in found.endings)

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", FailureReason.EMPTY),
            (b"#!/bin/sh\necho no music\n" * 50, FailureReason.NOT_AUDIO),
            (b"<html><body>" * 100, FailureReason.NOT_AUDIO),
        ],
    )
    async def test_what_is_no_audio_is_refused_with_a_reason(
        self, inspector: AudioInspector, data: bytes, reason: FailureReason
    ):
        with pytest.raises(UnreadableAudio) as caught:
            await inspector.inspect(InlineAudio(data))
        assert caught.value.failure.reason is reason, caught.value.failure
