"""How well excerpts are recognised: `python -m benchmarks.clips [library] [--json]`.

From each track of a library (by default the demo library in build/demo) an excerpt of ten seconds is taken, as it is
and as it comes on the ways of telephones: coded by Opus at 24 kb/s, 12 dB down, with pink noise 10 dB below it, and
with all three in the band of a telephone, overdriven. Recall@1 is the share of which the first answer is a file of the
recording.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from tests.support.encode import encoded

from musicsim.adapters.audio.decode import read_with
from musicsim.adapters.audio.fingerprint import phases
from musicsim.adapters.audio.opening import opened
from musicsim.adapters.audio.pcm import RATE, average, resampled
from musicsim.adapters.audio.reader import Samples
from musicsim.adapters.audio.whole import segments_of
from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.model.audio import AudioSource, InlineAudio, LocalAudio
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.vectors import VectorEntry
from musicsim.domain.rules import segmenting
from musicsim.domain.rules.recognition import recognised

SECONDS = 10.0
SUFFIXES = {".mp3", ".opus", ".ogg", ".m4a", ".flac"}

Change = Callable[[Samples, np.random.Generator], Samples]


def samples_of(source: AudioSource) -> Samples:
    """Mono, at 16 kHz."""
    with opened(source) as file:
        return read_with(
            file, lambda reader: resampled(average(np.concatenate([b for _, b in reader.blocks()], 1)), reader.rate)
        )


def coded(samples: Samples, _: np.random.Generator) -> Samples:
    """Through 24 kb/s Opus."""
    return samples_of(InlineAudio(encoded(samples, RATE, "ogg", "libopus", bit_rate=24_000)))[: len(samples)]


def noisy(samples: Samples, rng: np.random.Generator) -> Samples:
    """With pink noise 10 dB below it."""
    spectrum = np.fft.rfft(rng.standard_normal(len(samples)))
    pink = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), len(samples))
    level = np.sqrt(np.square(samples).mean() / np.square(pink).mean() / 10)
    return np.asarray(samples + level * pink, dtype=np.float32)


def quiet(samples: Samples, _: np.random.Generator) -> Samples:
    """12 dB down."""
    return (samples * 10 ** (-12 / 20)).astype(np.float32)


def telephone(samples: Samples, rng: np.random.Generator) -> Samples:
    """All of it, and what a telephone leaves: 300 to 3400 Hz, overdriven."""
    heard = noisy(samples, rng)
    spectrum, frequencies = np.fft.rfft(heard), np.fft.rfftfreq(len(heard), 1 / RATE)
    spectrum[(frequencies < 300) | (frequencies > 3400)] *= 0.05
    narrow = np.fft.irfft(spectrum, len(heard))
    return coded(quiet(np.tanh(2 * narrow / np.abs(narrow).max()).astype(np.float32), rng), rng)


CHANGES: dict[str, Change] = {
    "clean": lambda samples, _: samples,
    "Opus, 24 kb/s": coded,
    "noise at 10 dB": noisy,
    "-12 dB": quiet,
    "telephone": telephone,
}


@dataclass(frozen=True, slots=True)
class Result:
    """Shares and seconds; `by_segments` is recall@1 before fingerprints are compared, `candidates` recall@40."""

    excerpts: int
    by_segments: float
    candidates: float
    recall: float
    wrong: int
    position_error: float
    worst_position_error: float
    milliseconds: float


class Library:
    """Whole fingerprints, and their segments in an index."""

    def __init__(self) -> None:
        self.index = MemoryVectorIndex()
        self.wholes: dict[str, Fingerprint] = {}
        self._keys: list[str] = []

    async def add(self, key: str, whole: Fingerprint) -> None:
        """Keep the fingerprint of a track."""
        self.wholes[key] = whole
        space = segmenting.segment_space(whole.model)
        vectors = segmenting.segments_of(whole.words)
        entries = [VectorEntry(self._id(key), vector, part=part) for part, vector in vectors.items()]
        await self.index.upsert(space, entries)

    def _id(self, key: str) -> str:
        """Shorter than paths may be."""
        if key not in self._keys:
            self._keys.append(key)
        return str(self._keys.index(key))

    async def candidates(self, print_: Fingerprint) -> list[str]:
        """Tracks whose segments are near, the nearest first."""
        best: dict[str, float] = {}
        for question in segmenting.questions_of(print_.words):
            for one in await self.index.nearest(segmenting.segment_space(print_.model), question, 8):
                key = self._keys[int(one.id)]
                best[key] = max(best.get(key, -1.0), one.score)
        return sorted(best, key=lambda one: -best[one])[:40]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one excerpt."""

    first_by_segments: bool
    among_candidates: bool
    right: bool
    wrong: bool
    off: float
    seconds: float


async def asked(library: Library, key: str, start: float, samples: Samples) -> Answer:
    """Look for an excerpt that begins `start` seconds into a track."""
    began = time.process_time()
    prints = phases(samples)
    candidates = await library.candidates(prints[0])
    found = {one: match for one in candidates if (match := recognised(prints, library.wholes[one])) is not None}
    best = min(found, key=lambda one: found[one].error, default="")
    spent = time.process_time() - began
    own = found.get(key)
    return Answer(
        first_by_segments=bool(candidates) and title(candidates[0]) == title(key),
        among_candidates=title(key) in map(title, candidates),
        right=bool(best) and title(best) == title(key),
        wrong=bool(best) and title(best) != title(key),
        off=abs(own.position - start) if own else np.nan,
        seconds=spent,
    )


def title(key: str) -> str:
    """What files of one recording have in common in the demo library."""
    return Path(key).stem.split(" ", 1)[-1]


def excerpts(tracks: dict[str, Samples], rng: np.random.Generator) -> Iterator[tuple[str, float, Samples]]:
    """One of each track that lasts long enough and is not silent there."""
    for key, samples in tracks.items():
        room = len(samples) - round(SECONDS * RATE)
        if room > 0:
            start = int(rng.integers(room))
            part = samples[start : start + round(SECONDS * RATE)]
            if np.abs(part).max() > 1e-3:
                yield key, start / RATE, part


async def measured(folder: Path, paths: list[Path]) -> dict[str, Result]:
    """Results by what was done to the excerpts."""
    library, tracks = Library(), {}
    for path in paths:
        key = str(path.relative_to(folder))
        await library.add(key, segments_of(LocalAudio(path)).whole)
        tracks[key] = samples_of(LocalAudio(path))
    results = {}
    for name, change in CHANGES.items():
        rng = np.random.default_rng(0)
        answers = [await asked(library, key, start, change(part, rng)) for key, start, part in excerpts(tracks, rng)]
        results[name] = _summary(answers)
    return results


def _summary(answers: list[Answer]) -> Result:
    off = [answer.off for answer in answers]
    return Result(
        excerpts=len(answers),
        by_segments=float(np.mean([answer.first_by_segments for answer in answers])),
        candidates=float(np.mean([answer.among_candidates for answer in answers])),
        recall=float(np.mean([answer.right for answer in answers])),
        wrong=sum(answer.wrong for answer in answers),
        position_error=float(np.nanmedian(off)),
        worst_position_error=float(np.nanmax(off)),
        milliseconds=1e3 * float(np.mean([answer.seconds for answer in answers])),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", nargs="?", type=Path, default=Path("build/demo"))
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    given = parser.parse_args()
    results = asyncio.run(measured(given.library, sorted(p for p in given.library.rglob("*") if p.suffix in SUFFIXES)))
    if given.json:
        print(json.dumps({name: asdict(result) for name, result in results.items()}))
        return
    print("| | recall@1 | wrong | by segments alone | among 40 | position off (median, worst) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, r in results.items():
        off = f"{r.position_error:.2f} s, {r.worst_position_error:.2f} s"
        print(f"| {name} | {r.recall:.3f} | {r.wrong} | {r.by_segments:.3f} | {r.candidates:.3f} | {off} |")


if __name__ == "__main__":
    main()
