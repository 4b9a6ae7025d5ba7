"""A second of sound to try an analyser with."""

import io
import wave

import numpy as np

from musicsim.domain.model.audio import InlineAudio

_RATE = 16_000


def sample() -> InlineAudio:
    """A WAV file, 1 s, mono, 16 kHz, of a decaying A: enough for every part of an analyser to have something to do."""
    times = np.arange(_RATE) / _RATE
    samples = (0.5 * np.exp(-3 * times) * np.sin(2 * np.pi * 440 * times) * 32767).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(samples.tobytes())
    return InlineAudio(file.getvalue())
