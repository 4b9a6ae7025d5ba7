"""What an instrument is."""

from typing import Protocol

from musicsim.adapters.demo.sound import Sound


class Instrument(Protocol):
    """Anything that can play a note."""

    def note(self, pitch: float, seconds: float) -> Sound:
        """The sound of a note held for `seconds`, its release included, at a level around -12 dBFS peak."""
        ...


def hertz(pitch: float) -> float:
    """The frequency of a MIDI pitch; 69 is A4 at 440 Hz."""
    return float(440 * 2 ** ((pitch - 69) / 12))
