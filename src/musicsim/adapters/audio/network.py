"""The pruned MSD_musicnn network: embeddings and tag probabilities of log-mel patches."""

from functools import cache
from typing import Any

import numpy as np
import onnxruntime

from musicsim.adapters.audio.models import NETWORK, STATISTICS, model_array, model_bytes
from musicsim.adapters.audio.reader import Samples
from musicsim.adapters.audio.spaces import MUSICNN
from musicsim.domain.model.analysis import Embedding, Tags, Vector

_NAMES = (
    "rock,pop,alternative,indie,electronic,female vocalists,dance,00s,alternative rock,jazz,"
    "beautiful,metal,chillout,male vocalists,classic rock,soul,indie rock,mellow,electronica,"
    "80s,folk,90s,chill,instrumental,punk,oldies,blues,hard rock,ambient,acoustic,"
    "experimental,female vocalist,guitar,hip-hop,70s,party,country,easy listening,sexy,catchy,"
    "funk,electro,heavy metal,progressive rock,60s,rnb,indie pop,sad,house,happy"
)
TAGS = tuple(_NAMES.split(","))
"""The network's 50 outputs, in order: the most frequent tags of the Million Song Dataset, in lower case."""


def perceive(patches: Samples) -> tuple[Samples, Samples]:
    """Embeddings (n, 212) and tag probabilities (n, 50) of log-mel patches (n, 187, 96)."""
    # One patch at a time: the network's activations are what a worker needs most memory for.
    heard = [_session().run(["emb", "tags"], {"mel": patch[None]}) for patch in patches]
    return np.concatenate([emb for emb, _ in heard]), np.concatenate([tags for _, tags in heard])


def standardised(embeddings: Samples) -> Samples:
    """Z-scores by frozen statistics of other music (last axis: 212): no library shifts its own space."""
    mean, deviation = _statistics()
    return (embeddings - mean) / deviation


def embedding(patches: Samples) -> Embedding:
    """One point for a whole track from its patches' embeddings (n, 212)."""
    return Embedding(MUSICNN.name, unit(standardised(patches.mean(axis=0))))


def tags(patches: Samples) -> Tags:
    """Mean probabilities over a track's patches (n, 50)."""
    means = patches.mean(axis=0).tolist()
    return Tags({name: round(value, 6) for name, value in zip(TAGS, means, strict=True)}, MUSICNN.name)


def unit(vector: Samples) -> Vector:
    """The same direction with length 1."""
    return (vector / max(float(np.linalg.norm(vector)), 1e-12)).astype(np.float32)


@cache
def _session() -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # an arena keeps the largest peak for good
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(model_bytes(NETWORK), options, providers=["CPUExecutionProvider"])


@cache
def _statistics() -> tuple[Samples, Samples]:
    return model_array(STATISTICS, "mean"), model_array(STATISTICS, "std")
