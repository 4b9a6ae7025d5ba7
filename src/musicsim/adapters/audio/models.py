"""The files of the model, which travel with the package, and proof that they are whole."""

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np

from musicsim.adapters.audio.reader import Samples
from musicsim.domain.errors import Unavailable

FOLDER = files("musicsim.adapters.audio") / "models"
NETWORK = "MSD_musicnn_pruned.onnx"
STATISTICS = "zstats.npz"
FILTERBANK = "mel_filterbank_96x257.npy"

SHA256 = {
    NETWORK: "2f1f9d39713fdf7fbb2bfe4bd4a819cb33355c78b0c2d3b50d5162a904d4a64f",
    STATISTICS: "9ae44606b09a2df18b403e553ef27b112b1c5906b8e1265b8d611e7c22b279e9",
    FILTERBANK: "97dccc65735fd1fe0290ed0430c4db888514b84a2f6b55afce6ba0ae3bf57c09",
}


def model_bytes(name: str, folder: Traversable = FOLDER) -> bytes:
    """A file's content. Unavailable when it is missing or not the one that this version was measured with."""
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise _unfit(name, error.strerror or "cannot be read") from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise _unfit(name, f"has SHA-256 {found} where {SHA256[name]} belongs")
    return content


def check_models(folder: Traversable = FOLDER) -> None:
    """Unavailable when one of the files is missing or damaged."""
    for name in SHA256:
        model_bytes(name, folder)


def model_array(name: str, member: str | None = None) -> Samples:
    """A NumPy file's array, or one of those in an archive, as float32."""
    loaded = np.load(BytesIO(model_bytes(name)), allow_pickle=False)
    return np.asarray(loaded if member is None else loaded[member], dtype=np.float32)


def _unfit(name: str, why: str) -> Unavailable:
    return Unavailable("analyser", f"The model file {name} {why}. Install musicsim again.")
