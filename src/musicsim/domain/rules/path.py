"""The way from one track to another in small steps.

Each stop has a place on the line between the ends, an even tempo and an even key. Of the candidates near each place the
cheapest chain is found by dynamic programming (Viterbi 1967), where a chain costs

    Σ (angle of each step)² + Σ (¼ (angle off the line)² + 5 (octaves off the tempo)² + 0.02 (hours off the key)²)

Squares make two small steps cheaper than a large and a tiny one. One artist twice in a row costs more than any detour,
so that it happens only where nothing else is left. Then each stop is exchanged for any candidate that is cheaper.
"""

from collections.abc import Sequence

import numpy as np

from musicsim.domain.errors import Invalid
from musicsim.domain.model.path import Grounds, PathOptions
from musicsim.domain.rules.keys import hours_between
from musicsim.domain.rules.layers import Chain, Rows, chain_through
from musicsim.domain.rules.tempo import octaves_between
from musicsim.domain.rules.waypoints import even_hours, even_points, even_tempi, spread_over

OFF_THE_LINE, OFF_THE_TEMPO, OFF_THE_KEY = 0.25, 5.0, 0.02
AGAIN = 1000.0
"""What the same artist twice in a row costs: more than the longest path otherwise can."""

_EXCHANGES = 2


def find_path(fixed: Grounds, pool: Grounds, options: PathOptions) -> list[str]:
    """The ids of a path through all of `fixed` in their order, over tracks of `pool`; no id twice.

    As many stops as the options say, or as many as there are tracks.

    Raises:
        Invalid: for fewer than two fixed tracks, the same one twice, or more than stops.
    """
    ground, chain = chain_over(fixed, pool, options)
    best = min((chain_through(chain), naive(chain)), key=chain.cost)
    return [ground.ids[row] for row in _exchanged(chain, best)]


def straight_line(fixed: Grounds, pool: Grounds, options: PathOptions) -> list[str]:
    """What `find_path` is measured against: the same, but each stop for itself."""
    ground, chain = chain_over(fixed, pool, options)
    return [ground.ids[row] for row in naive(chain)]


def check_ends(ends: Sequence[str], options: PathOptions) -> None:
    """Raise Invalid for what no path leads over: see `find_path`."""
    if len(ends) < 2 or len(set(ends)) < len(ends):
        raise Invalid("A path leads from one track to another, and over each but once.", "via")
    if len(ends) > options.stops:
        raise Invalid(f"A path over {len(ends)} tracks has at least as many steps.", "steps")


def chain_over(fixed: Grounds, pool: Grounds, options: PathOptions) -> tuple[Grounds, Chain]:
    """All tracks, the fixed ones first, and what is sought among them; Invalid as in `find_path`."""
    check_ends(fixed.ids, options)
    ground = fixed + _new(fixed, pool)
    return ground, _chain(ground, len(fixed), min(options.stops, len(ground)))


def _new(fixed: Grounds, pool: Grounds) -> Grounds:
    """The pool, each id once, without those that the path leads over anyway."""
    first: dict[str, int] = {}
    for row, one in enumerate(pool.ids):
        first.setdefault(one, row)
    known = set(fixed.ids)
    return pool.rows([row for one, row in first.items() if one not in known])


def _chain(ground: Grounds, fixed: int, stops: int) -> Chain:
    """Where the fixed tracks stand, and what each track costs at each stop."""
    ends = ground.vectors[:fixed].astype(np.float64)
    angles = np.arccos(np.clip((ends[:-1] * ends[1:]).sum(axis=1), -1, 1))
    steps = spread_over(stops, angles.tolist())
    places = [0, *np.cumsum(steps).tolist()]
    tempo = octaves_between(even_tempi(ground.bpm[:fixed], steps)[:, None], ground.bpm)
    key = hours_between(even_hours(ground.hours[:fixed], steps)[:, None], ground.hours)
    off = OFF_THE_TEMPO * np.nan_to_num(tempo) ** 2 + OFF_THE_KEY * np.nan_to_num(key) ** 2
    line = even_points(ends, steps)
    cosines = line.astype(np.float32) @ ground.vectors.T
    away = np.arccos(np.clip(cosines, -1, 1)).astype(np.float64) ** 2
    return Chain(
        vectors=ground.vectors,
        artists=_numbered(ground.artists),
        fixed=dict(zip(places, range(fixed), strict=True)),
        price=off + OFF_THE_LINE * away,
        away=away,
        again=AGAIN,
    )


def _numbered(artists: Sequence[str]) -> Rows:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(artists))} | {"": -1}
    return np.array([numbers[name] for name in artists], dtype=np.int64)


def naive(chain: Chain) -> list[int]:
    """What a path is measured against: at each stop the track nearest to the line of those that were not taken yet, and
    are not by the artist of the one before, as long as there are such.
    """
    taken = set(chain.fixed.values())
    rows: list[int] = []
    for stop, away in enumerate(chain.away):
        row = chain.fixed.get(stop)
        if row is None:
            left = [row for row in np.argsort(away, kind="stable").tolist() if row not in taken]
            others = (row for row in left if chain.artists[row] < 0 or chain.artists[row] != chain.artists[rows[-1]])
            row = next(others, left[0])
            taken.add(row)
        rows.append(row)
    return rows


def _exchanged(chain: Chain, rows: list[int]) -> list[int]:
    """Each stop exchanged for the track that is cheapest between its neighbours, as long as that helps."""
    for _ in range(_EXCHANGES):
        before = list(rows)
        for stop in range(1, len(rows) - 1):
            if stop not in chain.fixed:
                rows[stop] = chain.cheapest_between(rows, stop)
        if rows == before:
            break
    return rows
