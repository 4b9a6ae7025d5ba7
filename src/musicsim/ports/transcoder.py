"""Encoding audio anew while it is listened to."""

from abc import abstractmethod
from collections.abc import AsyncGenerator
from typing import Protocol

from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.streaming import Transcoding


class Transcoder(Protocol):
    """Turns audio into another format, a piece at a time, as fast as the pieces are taken and no faster.

    What is made has one or two channels and no tags. Neither the file nor what is made of it is ever in memory as a
    whole, and nothing is done on the event loop.
    """

    @abstractmethod
    def transcode(self, source: AudioSource, wanted: Transcoding) -> AsyncGenerator[bytes, None]:
        """The audio from `wanted.start` on, in chunks of at most 64 KiB; the same again for the same question.

        A start past the end yields a file without sound, or nothing at all. Before the first chunk are raised
        UnreadableAudio, when the audio is at fault, and Unavailable, when so many are under way that no turn came
        within moments; either is raised later, too, when the rest can't be had, or nobody took anything for minutes and
        the turn became another's. Closing the generator ends the work
        and lets go of the file, before `aclose` returns.
        """
