"""The shipped network is the published one, pruned: its outputs, its bytes and its hashes tie them together."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from musicsim.adapters.audio import mfcc, network
from musicsim.adapters.audio.models import NETWORK, SHA256, check_models, model_bytes
from musicsim.adapters.audio.spaces import MFCC, MUSICNN
from musicsim.domain.errors import Unavailable

ROOT = Path(__file__).parents[3]
OUTPUTS = ["emb", "penultimate", "tags"]


def outputs(model: bytes) -> list[np.ndarray]:
    """What a network says to a fixed input, for which the original's answers were kept."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    mel = (np.random.default_rng(0).random((2, 187, 96)) * 6).astype("float32")
    return session.run(OUTPUTS, {"mel": mel})


def assert_golden(model: bytes) -> None:
    with np.load(ROOT / "tests" / "data" / "golden.npz") as golden:
        for name, found in zip(OUTPUTS, outputs(model), strict=True):
            assert np.abs(found - golden[name]).max() < 1e-5


def test_the_shipped_network_answers_as_the_original() -> None:
    assert_golden(model_bytes(NETWORK))


def test_the_script_rebuilds_the_shipped_network(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(tmp_path), "musicnn==0.1.0"]
    fetched = subprocess.run(pip, capture_output=True, text=True, check=False)
    if fetched.returncode:
        pytest.skip(f"the musicnn 0.1.0 package cannot be fetched: {fetched.stderr.strip().splitlines()[-1:]}")
    wheel, built = next(tmp_path.glob("musicnn-*.whl")), tmp_path / "built.onnx"
    script = ROOT / "scripts" / "build_model.py"
    subprocess.run([sys.executable, str(script), "--wheel", str(wheel), "--out", str(built)], check=True)
    assert_golden(built.read_bytes())
    assert hashlib.sha256(built.read_bytes()).hexdigest() == SHA256[NETWORK]


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    for name in SHA256:
        (tmp_path / name).write_bytes(model_bytes(name))
    check_models(tmp_path)
    (tmp_path / NETWORK).write_bytes(model_bytes(NETWORK)[:-1] + b"\0")
    with pytest.raises(Unavailable, match=rf"{re.escape(NETWORK)}.*SHA-256"):
        check_models(tmp_path)
    (tmp_path / NETWORK).unlink()
    with pytest.raises(Unavailable, match="Install musicsim again"):
        check_models(tmp_path)


def test_the_vocabulary_is_fifty_names_in_lower_case() -> None:
    assert len(set(network.TAGS)) == 50
    assert all(name == name.lower() == name.strip() for name in network.TAGS)


def test_the_spaces_have_the_dimensions_that_they_claim() -> None:
    patches = np.random.default_rng(0).random((3, 187, 96)).astype(np.float32)
    embeddings, probabilities = network.perceive(patches)
    assert network.embedding(embeddings).vector.shape == (MUSICNN.dimension,)
    assert mfcc.embedding(patches).vector.shape == (MFCC.dimension,)
    assert set(network.tags(probabilities).probabilities) == set(network.TAGS)
