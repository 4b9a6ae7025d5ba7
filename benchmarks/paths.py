"""How smooth paths are, against the straight line, and what they cost: `python -m benchmarks.paths [--json]`.

The straight line takes at each stop the track nearest to it that was not taken and is not by the artist before. Both
choose from the same 2,000 candidates, in 212 dimensions.
"""

import argparse
import json
import time
from dataclasses import asdict, fields

import numpy as np

from musicsim.domain.model.path import Grounds, PathMeasure, PathOptions
from musicsim.domain.rules.path import find_path, straight_line
from musicsim.domain.rules.path_measure import measured

DIMENSION, ARTISTS, GENRES, POOL = 212, 200, 20, 2000
PAIRS, STOPS = 24, 20


def a_world(seed: int) -> Grounds:
    """Tracks around artists, these around genres; tempi and keys have nothing to do with either."""
    rng = np.random.default_rng(seed)
    genres = rng.standard_normal((GENRES, DIMENSION))
    artists = genres[rng.integers(0, GENRES, ARTISTS)] + 0.6 * rng.standard_normal((ARTISTS, DIMENSION))
    who = rng.integers(0, ARTISTS, POOL)
    vectors = artists[who] + 0.5 * rng.standard_normal((POOL, DIMENSION))
    return Grounds(
        ids=tuple(f"t{number}" for number in range(POOL)),
        vectors=(vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32),
        bpm=np.clip(rng.normal(118, 25, POOL), 50, 210),
        hours=rng.integers(1, 13, POOL).astype(np.float64),
        artists=tuple(f"a{one}" for one in who),
    )


def compared() -> dict[str, dict[str, float]]:
    """The mean of each measure over pairs of ends, and milliseconds of processor time a path."""
    world, rng = a_world(0), np.random.default_rng(0)
    found: dict[str, list[PathMeasure]] = {"straight line": [], "path": []}
    spent = 0.0
    for _ in range(PAIRS):
        fixed = world.rows(rng.choice(POOL, 2, replace=False).tolist())
        for name, way in (("straight line", straight_line), ("path", find_path)):
            started = time.process_time()
            ids = way(fixed, world, PathOptions(stops=STOPS))
            spent += time.process_time() - started if name == "path" else 0
            found[name].append(measured(world.rows([world.ids.index(one) for one in ids])))
    means = {name: _means(measures) for name, measures in found.items()}
    means["path"]["milliseconds"] = 1e3 * spent / PAIRS
    return means


def _means(measures: list[PathMeasure]) -> dict[str, float]:
    names = [field.name for field in fields(PathMeasure)]
    return {name: float(np.mean([asdict(one)[name] for one in measures])) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    means = compared()
    if parser.parse_args().json:
        print(json.dumps(means))
        return
    names = list(means["straight line"])
    print(f"| | {' | '.join(names)} |\n| --- |{' ---: |' * len(names)}")
    for way, found in means.items():
        print(f"| {way} | " + " | ".join(f"{found[name]:.2f}" for name in names) + " |")
    print(f"\n{means['path']['milliseconds']:.0f} ms of processor time a path")


if __name__ == "__main__":
    main()
