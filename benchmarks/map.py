"""How well the map keeps neighbours, beside the two main axes (PCA), and what it costs.

    python -m benchmarks.map [--tracks 1000 10000] [--data FOLDER [--picture FILE]] [--json]

Layouts of synthetic libraries are made in processes of their own, as musicsim does; with `--data`, a data folder of
musicsim, its own library is measured as well, its map made anew, and drawn into a PNG file.
"""

import argparse
import asyncio
import json
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.synthetic import DIMENSION, TRACKS_PER_ALBUM
from musicsim.adapters.cartographer.map_maker import ProcessMapMaker
from musicsim.bootstrap import open_application
from musicsim.config import Settings
from musicsim.domain.model.layout import Points, Vectors
from musicsim.domain.model.library_map import LibraryMap
from musicsim.domain.rules.faithfulness import faithfulness
from musicsim.domain.rules.layout import main_axes

SIZES = (1_000, 10_000)
NEWCOMERS = 0.2

Figures = dict[str, float]


def a_library(count: int) -> Vectors:
    """Tracks around artists, these around twenty genres."""
    rng = np.random.default_rng(0)
    artists = -(-count // (4 * TRACKS_PER_ALBUM))
    genres = rng.standard_normal((20, DIMENSION))
    sounds = _unit(genres)[rng.integers(0, 20, artists)] + 0.06 * rng.standard_normal((artists, DIMENSION))
    who = np.arange(count) // (4 * TRACKS_PER_ALBUM)
    return _unit(_unit(sounds)[who] + 0.05 * rng.standard_normal((count, DIMENSION)))


def _unit(vectors: np.ndarray) -> Vectors:
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


async def measured(vectors: Vectors) -> Figures:
    """A layout, the same again with newcomers, and newcomers placed."""
    with tempfile.TemporaryDirectory() as folder:
        maker = ProcessMapMaker(Path(folder))
        spent, started = _spent(), time.perf_counter()
        points = (await maker.lay_out(vectors)).points
        figures = {"seconds": time.perf_counter() - started, "cpu_seconds": _spent() - spent, "peak_mb": _peak()}
        figures |= _faithful(vectors, points)
        new = np.random.default_rng(1).random(len(vectors)) < NEWCOMERS
        spent = _spent()
        placed = points.copy()
        placed[new] = await maker.place(vectors[~new], points[~new], vectors[new])
        figures["placing_cpu_seconds"] = _spent() - spent
        figures["placed_trustworthiness"] = faithfulness(vectors, placed).trustworthiness
        begin = np.where(new[:, np.newaxis], np.float32(np.nan), points)
        again = (await maker.lay_out(vectors, begin)).points
    moved = np.linalg.norm(again - points, axis=1)[~new]
    return figures | {"moved_median": float(np.median(moved)), "moved_95": float(np.quantile(moved, 0.95))}


def _faithful(vectors: Vectors, points: Points) -> Figures:
    ours, plain = faithfulness(vectors, points), faithfulness(vectors, main_axes(vectors))
    return {
        "trustworthiness": ours.trustworthiness,
        "continuity": ours.continuity,
        "pca_trustworthiness": plain.trustworthiness,
        "pca_continuity": plain.continuity,
    }


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    """MiB of the largest process so far: sizes are to be measured in ascending order."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


async def own_library(data: Path) -> tuple[Figures, LibraryMap]:
    """The library that is known in a data folder, its map made anew."""
    async with open_application(Settings(data=data, scan_on_start=False)) as application:
        make = application.collections.make_map
        spent = _spent()
        made = await make(anew=True)
        figures = {"cpu_seconds": _spent() - spent}
        survey = await make.survey(make.space)
    points: Points = np.column_stack([made.columns.x, made.columns.y]).astype(np.float32) / np.float32(65_535)
    return _faithful(survey.vectors, points[survey.landmarks]) | figures, made


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tracks", type=int, nargs="*", default=SIZES)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    asked = parser.parse_args(arguments)
    found = {f"{size:,}": asyncio.run(measured(a_library(size))) for size in sorted(asked.tracks)}
    if asked.data is not None:
        found["own"], made = asyncio.run(own_library(asked.data))
        if asked.picture is not None:
            from benchmarks.map_picture import drawn

            drawn(made).save(asked.picture, optimize=True)
    if asked.json:
        print(json.dumps(found))
        return
    names = list(dict.fromkeys(name for figures in found.values() for name in figures))
    print(f"| | {' | '.join(found)} |\n| --- |{' ---: |' * len(found)}")
    for name in names:
        print(
            f"| {name} | "
            + " | ".join(f"{figures[name]:.3f}" if name in figures else "" for figures in found.values())
            + " |"
        )


if __name__ == "__main__":
    main()
