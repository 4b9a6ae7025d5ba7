"""Whether skips teach the radio: simulated listeners, `python -m benchmarks.radio [--json]`.

Each listener begins with a track of a small corner of the library, and likes two more of the eight corners around it,
nothing else. A static list plays what is similar to the first track; the radio hears what is skipped. The figure is the
share of tracks that the listener likes, in each third of a session of 60; by chance it is 0.38 nearby, 0.02 anywhere.
"""

import argparse
import json
from collections.abc import Sequence
from functools import partial

import numpy as np
from tests.support.listeners import Listener, World, a_session, a_world, hit_rate, likes_around, played, static_list

from musicsim.domain.model.radio import RadioOptions

TRACKS, REGIONS, DIMENSION = 3000, 20, 212
LISTENERS, PLAYS = 24, 60


def measured(seed: int = 3) -> dict[str, list[float]]:
    """Hit rates in each third, on average over listeners, by who chooses."""
    world = a_world(TRACKS, REGIONS, DIMENSION, seed)
    rng = np.random.default_rng(seed)
    rates: dict[str, list[list[float]]] = {"static list": []}
    kinds = {"radio": 0.3, "radio, no exploration": 0.0, "radio, much exploration": 1.0}
    for number in range(LISTENERS):
        first = int(rng.integers(TRACKS))
        listener = Listener(likes_around(world, first, rng), number)
        rates["static list"].append(_thirds(world, listener, static_list(world, first, PLAYS)))
        for name, exploration in kinds.items():
            session = a_session(world, first, RadioOptions(exploration=exploration), number)
            rows = played(world, session, PLAYS, partial(listener.verdict, world))
            rates.setdefault(name, []).append(_thirds(world, listener, rows))
        deaf = played(world, a_session(world, first, RadioOptions(), number), PLAYS, lambda row: None)
        rates.setdefault("radio, told nothing", []).append(_thirds(world, listener, deaf))
    return {name: np.mean(found, axis=0).round(3).tolist() for name, found in rates.items()}


def _thirds(world: World, listener: Listener, rows: Sequence[int]) -> list[float]:
    return [hit_rate(world, listener, part.tolist()) for part in np.array_split(np.array(rows), 3)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    rates = measured()
    if parser.parse_args().json:
        print(json.dumps(rates))
        return
    print("| hit rate | first third | second | last |\n| --- | ---: | ---: | ---: |")
    for name, thirds in rates.items():
        print(f"| {name} | " + " | ".join(f"{rate:.2f}" for rate in thirds) + " |")


if __name__ == "__main__":
    main()
