"""The cheapest chain through layers of candidates, one of each layer, none twice."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.arrays import Reals

BREADTH = 32
"""Candidates for each stop."""

_OF_AN_ARTIST = 8  # of these, at most: so that every stop has several artists to choose from
_ATTEMPTS = 8

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """What is sought: a row for each stop.

    `vectors` and `artists` (numbers, -1 for nobody) are the tracks'; `fixed` maps stops to rows; `price` and `away`,
    shape (stops, tracks), are what each track costs at each stop and the square of its angle off the line; `again` is
    what the same artist twice in a row costs.
    """

    vectors: npt.NDArray[np.float32]
    artists: Rows
    fixed: Mapping[int, int]
    price: Reals
    away: Reals
    again: float

    def steps(self, one: Sequence[int] | Rows, other: Sequence[int] | Rows) -> Reals:
        """What it costs to go from each of `one` to each of `other`, shape (one, other)."""
        artists = self.artists[other]
        same = (self.artists[one][:, None] == artists) & (artists >= 0)
        return np.asarray(_angles(self.vectors[one] @ self.vectors[other].T) ** 2 + self.again * same)

    def cost(self, rows: Sequence[int]) -> float:
        """Of a whole chain."""
        steps = sum(float(self.steps([one], [other])[0, 0]) for one, other in itertools.pairwise(rows))
        return steps + float(self.price[range(len(rows)), rows].sum())

    def cheapest_between(self, rows: Sequence[int], stop: int) -> int:
        """The row for `stop`, given its neighbours: the one that is there unless another is cheaper."""
        around = [rows[stop - 1], rows[stop + 1]]
        same = (self.artists[around][:, None] == self.artists) & (self.artists >= 0)
        angles = _angles(self.vectors[around] @ self.vectors.T)
        costs = self.price[stop] + (angles**2 + self.again * same).sum(axis=0)
        costs[[row for row in rows if row != rows[stop]]] = np.inf
        costs[list(self.fixed.values())] = np.inf
        best = int(costs.argmin())
        return best if costs[best] < costs[rows[stop]] else rows[stop]


def _angles(cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.asarray(np.arccos(np.clip(cosines, np.float32(-1), np.float32(1))))


def chain_through(chain: Chain) -> list[int]:
    """The cheapest rows; where these have a track twice, it is kept where it is cheapest and the search repeated."""
    layers = [_candidates(chain, stop) for stop in range(len(chain.price))]
    steps = [chain.steps(one, other) for one, other in itertools.pairwise(layers)]
    prices = [chain.price[stop][layer] for stop, layer in enumerate(layers)]
    for _ in range(_ATTEMPTS):
        rows = _cheapest(layers, steps, prices)
        banned = _repeated(chain, rows)
        if not banned:
            return rows
        for stop, gone in banned.items():
            prices[stop] = np.where(np.isin(layers[stop], gone), np.inf, prices[stop])
        if not all(np.isfinite(price).any() for price in prices):
            break
    return _apart(chain)


def _candidates(chain: Chain, stop: int) -> Rows:
    """The cheapest for a stop, not too many of them by one artist."""
    if stop in chain.fixed:
        return np.array([chain.fixed[stop]])
    costs = chain.price[stop] + chain.away[stop]
    found: list[int] = []
    by_artist: dict[int, int] = {}
    taken = set(chain.fixed.values())
    for row in np.argsort(costs, kind="stable").tolist():
        artist = int(chain.artists[row])
        if row in taken or (artist >= 0 and by_artist.get(artist, 0) >= _OF_AN_ARTIST):
            continue
        by_artist[artist] = by_artist.get(artist, 0) + 1
        found.append(row)
        if len(found) == BREADTH:
            break
    return np.array(found, dtype=np.int64)


def _cheapest(layers: Sequence[Rows], steps: Sequence[Reals], prices: Sequence[Reals]) -> list[int]:
    """One row of each layer, such that prices and steps between them, shape (layer, next layer), sum to the least."""
    costs, back = prices[0], list[Rows]()
    for between, price in zip(steps, prices[1:], strict=True):
        ways = costs[:, None] + between
        back.append(ways.argmin(axis=0))
        costs = ways.min(axis=0) + price
    places = [int(costs.argmin())]
    for came_from in reversed(back):
        places.append(int(came_from[places[-1]]))
    return [int(layer[place]) for layer, place in zip(layers, reversed(places), strict=True)]


def _repeated(chain: Chain, rows: Sequence[int]) -> dict[int, list[int]]:
    """By stop, the rows that other stops need more."""
    stops_of: dict[int, list[int]] = {}
    for stop, row in enumerate(rows):
        stops_of.setdefault(row, []).append(stop)
    banned: dict[int, list[int]] = {}
    for row, stops in stops_of.items():
        keeper = min(stops, key=lambda stop: (chain.price[stop, row], stop))
        for stop in stops:
            if stop != keeper:
                banned.setdefault(stop, []).append(row)
    return banned


def _apart(chain: Chain) -> list[int]:
    """The cheapest rows of layers that share no track: in turn each stop takes its cheapest of what is left."""
    taken = {stop: [row] for stop, row in chain.fixed.items()}
    free = [stop for stop in range(len(chain.price)) if stop not in chain.fixed]
    orders = {stop: iter(np.argsort(chain.price[stop], kind="stable").tolist()) for stop in free}
    gone = set(chain.fixed.values())
    for stop in free * BREADTH:
        row = next((row for row in orders[stop] if row not in gone), None)
        if row is not None:
            gone.add(row)
            taken.setdefault(stop, []).append(row)
    layers = [np.array(rows, dtype=np.int64) for _, rows in sorted(taken.items())]
    steps = [chain.steps(one, other) for one, other in itertools.pairwise(layers)]
    return _cheapest(layers, steps, [chain.price[stop][layer] for stop, layer in enumerate(layers)])
