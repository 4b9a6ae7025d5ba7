"""Listening to an excerpt."""

from musicsim.adapters.audio.decode import hear_beginning
from musicsim.adapters.audio.fingerprint import phases
from musicsim.adapters.audio.listen import understood
from musicsim.adapters.audio.opening import opened
from musicsim.domain.model.audio import AudioSource
from musicsim.domain.model.clip import LONGEST, Excerpt


def listen_to(source: AudioSource) -> Excerpt:
    """What every model makes of it, and its fingerprints. UnreadableAudio when the audio is at fault."""
    with opened(source) as file:
        heard, samples = hear_beginning(file, LONGEST)
    return Excerpt(understood(heard), phases(samples))
