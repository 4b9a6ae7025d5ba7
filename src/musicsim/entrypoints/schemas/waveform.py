"""Waveforms."""

import msgspec

from musicsim.domain.model import analysis as domain


class Waveform(msgspec.Struct, frozen=True):
    """The peak of each of equally long stretches, 0 … 255."""

    peaks: list[int]
    model: str

    @classmethod
    def of(cls, found: domain.Waveform) -> "Waveform":
        return cls(found.peaks.tolist(), found.model)
