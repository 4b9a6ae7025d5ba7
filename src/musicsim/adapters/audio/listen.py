"""One whole listening, as a worker process does it."""

from dataclasses import dataclass

import numpy as np

from musicsim.adapters.audio import key, mfcc, network, tempo
from musicsim.adapters.audio.decode import PATCH, Heard, hear
from musicsim.adapters.audio.fingerprint import fingerprint
from musicsim.adapters.audio.highlight import highlight
from musicsim.adapters.audio.loudness import integrated
from musicsim.adapters.audio.mel import log_mel, mel_energies
from musicsim.adapters.audio.models import check_models
from musicsim.adapters.audio.opening import opened
from musicsim.adapters.audio.reader import Samples
from musicsim.domain.model.analysis import Analysis, Embedding, Highlight, Tags
from musicsim.domain.model.audio import AudioSource

_SILENCE = 1e-4
"""-80 dBFS: nothing but dither stays below."""


@dataclass(frozen=True, slots=True)
class Impression:
    """What the network and the baseline made of the patches."""

    embeddings: tuple[Embedding, ...]
    tags: Tags
    highlight: Highlight


def listen(source: AudioSource) -> Analysis:
    """Decode a track's parts and ask every model about them. UnreadableAudio when the audio is at fault."""
    with opened(source) as file:
        return understood(hear(file))


def understood(heard: Heard) -> Analysis:
    """What every model makes of what was heard; of silence, nothing."""
    if is_silent(heard):
        return Analysis(duration=heard.duration)
    patches = np.stack([patch.samples for patch in heard.patches])
    impression = perceive(heard, patches)
    return Analysis(
        duration=heard.duration,
        embeddings=impression.embeddings,
        tags=impression.tags,
        highlight=impression.highlight,
        tempo=tempo.estimate(heard.stretch),
        key=key.estimate(patches),
        loudness=integrated([patch.energies for patch in heard.patches]),
        fingerprint=fingerprint(heard.stretch),
    )


def warm_up() -> None:
    """Load the models, so that the first track does not wait for them. Unavailable when their files are damaged."""
    check_models()
    network.perceive(log_mels(np.zeros((1, PATCH), dtype=np.float32)))


def perceive(heard: Heard, patches: Samples) -> Impression:
    """Embeddings, tags and highlight of patches of samples (n, 48128)."""
    # One common peak: a quiet copy of a track is the same music, while quiet parts of a track stay quiet.
    spectrograms = log_mels(patches / np.abs(patches).max())
    embeddings, probabilities = network.perceive(spectrograms)
    starts = [patch.start for patch in heard.patches]
    return Impression(
        embeddings=(network.embedding(embeddings), mfcc.embedding(spectrograms)),
        tags=network.tags(probabilities),
        highlight=highlight(heard.duration, starts, network.standardised(embeddings)),
    )


def log_mels(patches: Samples) -> Samples:
    """Log-mel spectrograms (n, 187, 96) of patches of samples (n, 48128)."""
    return np.stack([log_mel(mel_energies(patch)) for patch in patches])


def is_silent(heard: Heard) -> bool:
    """Digital silence, or a constant, which nobody can hear either."""
    return max(patch.swing for patch in heard.patches) < _SILENCE
