"""What every transcoder promises."""

from abc import ABC, abstractmethod
from contextlib import AsyncExitStack, aclosing

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import AudioSource, InlineAudio
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.streaming import TargetFormat, Transcoding
from musicsim.ports.transcoder import Transcoder

PLAIN = Transcoding(TargetFormat.OPUS, 64)


class Studio(ABC):
    """A transcoder under test that takes two streams at once, and audio for it."""

    transcoder: Transcoder

    @abstractmethod
    def audio(self, seconds: float = 2.0) -> AudioSource:
        """Audio of that length."""

    @abstractmethod
    def under_way(self) -> int:
        """How many streams there is still work for."""


class TranscoderContract:
    """Subclasses supply the fixture `studio`."""

    async def test_it_comes_in_small_chunks_and_the_same_again(self, studio: Studio):
        asked = Transcoding(TargetFormat.OPUS, 256)
        chunks = [chunk async for chunk in studio.transcoder.transcode(studio.audio(), asked)]
        assert all(0 < len(chunk) <= 64 * 1024 for chunk in chunks)
        again = [chunk async for chunk in studio.transcoder.transcode(studio.audio(), asked)]
        assert b"".join(chunks) == b"".join(again)
        assert studio.under_way() == 0

    @pytest.mark.parametrize("data", [b"", b"?" * 5000])
    async def test_what_cannot_be_read_shows_before_the_first_chunk(self, studio: Studio, data: bytes):
        with pytest.raises(UnreadableAudio):
            await anext(studio.transcoder.transcode(InlineAudio(data), PLAIN))
        assert studio.under_way() == 0

    async def test_who_leaves_early_leaves_nothing_behind(self, studio: Studio):
        async with aclosing(studio.transcoder.transcode(studio.audio(60), PLAIN)) as chunks:
            assert await anext(chunks)
            assert studio.under_way() == 1
        assert studio.under_way() == 0

    async def test_there_is_room_for_so_many_and_then_again(self, studio: Studio):
        async with AsyncExitStack() as stack:
            for _ in range(2):
                chunks = await stack.enter_async_context(aclosing(studio.transcoder.transcode(studio.audio(60), PLAIN)))
                assert await anext(chunks)
            with pytest.raises(Unavailable) as caught:
                await anext(studio.transcoder.transcode(studio.audio(), PLAIN))
            assert (caught.value.service, caught.value.retry_after) == ("transcoder", 5.0)
            assert studio.under_way() == 2
        async with aclosing(studio.transcoder.transcode(studio.audio(), PLAIN)) as chunks:
            assert await anext(chunks)

    async def test_beyond_the_end_there_is_no_sound(self, studio: Studio):
        late = Transcoding(TargetFormat.OPUS, 64, start=9999.0)
        async with aclosing(studio.transcoder.transcode(studio.audio(), late)) as chunks:
            async for chunk in chunks:
                assert chunk
        assert studio.under_way() == 0
