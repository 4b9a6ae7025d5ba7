"""Analyses as listening gives them, with anything plausible in them."""

import numpy as np
from hypothesis import strategies as st

from musicsim.domain.model.analysis import Analysis, KeyEstimate, Loudness, Tags, Tempo
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.outline import TAGS

MODEL = "heard@1"

shares = st.floats(0, 1)
bpms = st.floats(50, 210)
keys = st.builds(MusicalKey, st.integers(0, 11), st.sampled_from(Mode))
tempi = st.builds(Tempo, bpms, shares, st.just(MODEL))
key_estimates = st.builds(KeyEstimate, keys, shares, st.just(MODEL))
loudnesses = st.builds(Loudness, st.floats(-40, 0), st.just(MODEL))


@st.composite
def tags(draw: st.DrawFn) -> Tags:
    """Probabilities of all fifty, most of them small, as networks give them."""
    drawn = np.random.default_rng(draw(st.integers(0, 2**32 - 1))).beta(0.5, 5, len(TAGS))
    return Tags(dict(zip(TAGS, drawn.tolist(), strict=True)), MODEL)


heard = st.builds(
    Analysis,
    duration=st.floats(1, 600),
    tempo=st.none() | tempi,
    key=st.none() | key_estimates,
    loudness=st.none() | loudnesses,
    tags=st.none() | tags(),
)


def a_track(
    bpm: float | None = 120.0,
    key: str = "8A",
    loudness: float | None = -14.0,
    confidence: float = 0.8,
    **more: float,
) -> Analysis:
    """A track with each tag at 1 %, but those that are named ("hip_hop" stands for "hip-hop", "s80" for "80s")."""
    told = {_tag(name): value for name, value in more.items()}
    return Analysis(
        duration=200.0,
        tempo=Tempo(bpm, confidence, MODEL) if bpm else None,
        key=KeyEstimate(MusicalKey.from_camelot(key), confidence, MODEL) if key else None,
        loudness=Loudness(loudness, MODEL) if loudness is not None else None,
        tags=Tags(dict.fromkeys(TAGS, 0.01) | told, MODEL),
    )


def a_print(seed: int) -> Fingerprint:
    """Of half a minute of noise: alike are only those of one seed."""
    words = np.random.default_rng(seed).integers(1, 2**32, 375, dtype=np.uint32)
    return Fingerprint.of(words, "prints@1")


def _tag(name: str) -> str:
    spellings = (name, name.replace("_", " "), name.replace("_", "-"), f"{name[1:]}s" if name[0] == "s" else name)
    return next(spelling for spelling in (*spellings, f"{name[1:]}") if spelling in TAGS)
