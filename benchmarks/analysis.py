"""Listening: what a track costs, and what a worker needs: `python -m benchmarks.analysis [--json]`.

Times are processor seconds of one core on tracks of four minutes, the median over files of the best of several rounds.
Beside them, in the same run, stands what listening is compared with: decoding the whole file, and the plain approach
(librosa: load everything, the mel spectrogram of everything, the network on everything).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from rich.console import Console
from rich.table import Table
from tests.support.encode import encoded
from tests.support.sounds import song

from musicsim.adapters.audio import key, listen, network, tempo
from musicsim.adapters.audio.decode import PATCH, hear, patch_starts, read_with
from musicsim.adapters.audio.loudness import block_energies
from musicsim.adapters.audio.mel import log_mel, mel_energies
from musicsim.adapters.audio.pcm import RATE, downmix, fitted, resampled
from musicsim.adapters.audio.reader import Reader
from musicsim.adapters.audio.windows import Window, gather_by_seeking
from musicsim.domain.model.audio import LocalAudio

KEPT = Path("build/bench/audio")
SECONDS = 240
SEEDS = (1, 2)
FORMATS = {
    "mp3": ("mp3", "libmp3lame", 192_000),
    "flac": ("flac", "flac", None),
    "ogg": ("ogg", "vorbis", 160_000),
    "m4a": ("ipod", "aac", 192_000),
}
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
FLOOR = 400  # tracks a minute and core for embedding and tags
CEILING_MB = 300


def tracks() -> dict[str, list[Path]]:
    """Files of four minutes by format, made once and then kept."""
    KEPT.mkdir(parents=True, exist_ok=True)
    return {name: [_track(seed, name) for seed in SEEDS] for name in FORMATS}


def _track(seed: int, name: str) -> Path:
    path = KEPT / f"{seed}-{SECONDS}.{name}"
    if not path.exists():
        left = song(seed, SECONDS)
        noise = np.random.default_rng(seed).standard_normal((2, len(left))) * 0.003
        container, codec, bit_rate = FORMATS[name]
        path.write_bytes(
            encoded(np.stack([left, np.roll(left, 400)]) + noise, 44_100, container, codec, bit_rate=bit_rate)
        )
    return path


def cost(action: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """Processor seconds of the cheapest round, and what it gave."""
    best, result = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        result = action()
        best = min(best, time.process_time() - start)
    return best, result


def patches_only(file: BinaryIO) -> np.ndarray:
    """What the embedding alone needs of a file: ten patches at 16 kHz, without the stretch and the energies."""
    patches: list[np.ndarray] = []

    def gather(reader: Reader) -> None:
        width = -(-PATCH * reader.rate // RATE)

        def keep(samples: np.ndarray) -> None:
            patches.append(fitted(resampled(fitted(downmix(samples), width), reader.rate), PATCH))

        starts = patch_starts(reader.claimed or reader.count(), width)
        gather_by_seeking(reader, [Window(start, start + width, keep) for start in starts])

    read_with(file, gather)
    return np.stack(patches)


def whole_file(path: Path) -> int:
    with path.open("rb") as file:
        return read_with(file, lambda reader: reader.count())


def plainly(path: Path) -> np.ndarray:
    """The approach that comes to mind first."""
    import librosa

    samples, _ = librosa.load(path, sr=RATE, mono=True)
    mel = librosa.feature.melspectrogram(y=samples, sr=RATE, n_fft=512, hop_length=256, n_mels=96).T
    patches = log_mel(mel[: len(mel) // 187 * 187].reshape(-1, 187, 96))
    probabilities: np.ndarray[Any, np.dtype[Any]] = network.perceive(patches)[0].mean(axis=0)
    return probabilities


def measure(path: Path, rounds: int, plain: bool) -> dict[str, float]:
    """All figures of one file, in processor seconds."""
    with path.open("rb") as file:
        decode, samples = cost(lambda: patches_only(file), rounds)
        _, heard = cost(lambda: hear(file), 1)
    features, mels = cost(lambda: np.stack([log_mel(mel_energies(patch)) for patch in samples]), rounds)
    inference, _ = cost(lambda: network.perceive(mels), rounds)
    whole, _ = cost(lambda: listen.listen(LocalAudio(path)), rounds)
    stereo = np.random.default_rng(0).standard_normal((2, -(-PATCH * 44_100 // RATE))).astype(np.float32)
    figures = {
        "decode": decode,
        "features": features,
        "inference": inference,
        "embedding": decode + features + inference,
        "tempo": cost(lambda: tempo.estimate(heard.stretch), rounds)[0],
        "key": cost(lambda: key.estimate(samples), rounds)[0],
        "loudness": 10 * cost(lambda: block_energies(stereo, 44_100, ("FL", "FR")), rounds)[0],
        "everything": whole,
        "decode all": cost(lambda: whole_file(path), 1)[0],
    }
    if plain:
        figures["plain"] = cost(lambda: plainly(path), 1)[0]
    return figures


def peak_memory(paths: list[Path]) -> float:
    """MiB that a worker process has had resident at most, after listening to all these."""
    code = (
        "import sys, pathlib\n"
        "from musicsim.adapters.audio import worker\n"
        "from musicsim.domain.model.audio import LocalAudio\n"
        "worker.prepare(512)\n"
        "for path in sys.argv[1:]: worker.run(worker.analyse, LocalAudio(pathlib.Path(path)))\n"
        "print(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *map(str, paths)], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def summary(rounds: int) -> dict[str, Any]:
    """Figures by format, and those of all formats together."""
    files = tracks()
    listen.warm_up()
    plainly(files["flac"][0])  # librosa compiles itself on its first run
    formats: dict[str, dict[str, float]] = {}
    for name, paths in files.items():
        openable = name != "m4a"  # which librosa cannot open without a program of FFmpeg's
        rows = [measure(path, rounds, openable) for path in paths]
        formats[name] = {part: statistics.median(row[part] for row in rows) for part in rows[0]}
    parts = set.intersection(*(set(row) for row in formats.values()))
    typical = {part: statistics.median(row[part] for row in formats.values()) for part in parts}
    plain = statistics.median(row["plain"] for row in formats.values() if "plain" in row)
    return {
        "formats": formats,
        "tracks_per_minute_core": {"embedding": 60 / typical["embedding"], "everything": 60 / typical["everything"]},
        "extras_to_embedding": (typical["everything"] - typical["embedding"]) / typical["embedding"],
        "decode_all_to_everything": typical["decode all"] / typical["everything"],
        "plain_to_embedding": plain / typical["embedding"],
        "plain_to_everything": plain / typical["everything"],
        "peak_memory_mb": peak_memory([path for paths in files.values() for path in paths]),
    }


def show(figures: dict[str, Any]) -> None:
    table = Table(title=f"Processor milliseconds for a track of {SECONDS} s", title_justify="left")
    table.add_column("")
    for name in figures["formats"]:
        table.add_column(name, justify="right")
    for part in figures["formats"]["mp3"]:
        values = (row.get(part) for row in figures["formats"].values())
        table.add_row(part, *("-" if value is None else f"{1000 * value:.0f}" for value in values))
    speed = figures["tracks_per_minute_core"]
    console = Console()
    console.print(table)
    console.print(f"embedding and tags: {speed['embedding']:.0f} tracks a minute and core (at least {FLOOR})")
    console.print(f"with tempo, key and loudness: {speed['everything']:.0f}")
    console.print(f"these add {figures['extras_to_embedding']:.2f} times what the embedding takes (at most 2)")
    console.print(f"only decoding the whole file takes {figures['decode_all_to_everything']:.1f} times all of that")
    console.print(f"the plain approach takes {figures['plain_to_embedding']:.1f} times what the embedding takes")
    console.print(f"a worker's peak memory: {figures['peak_memory_mb']:.0f} MB (at most {CEILING_MB})")


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.analysis", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures for programs")
    parser.add_argument("--rounds", type=int, default=5, help="how often each part is measured")
    arguments = parser.parse_args()
    if not ONE_CORE.items() <= os.environ.items():  # which NumPy has read already: start again with it
        command = [sys.executable, "-m", "benchmarks.analysis", *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=os.environ | ONE_CORE, check=False).returncode)
    figures = summary(arguments.rounds)
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        show(figures)


if __name__ == "__main__":
    main()
