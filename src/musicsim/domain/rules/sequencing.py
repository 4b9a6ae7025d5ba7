"""The order in which many things follow one another best: a travelling salesman who need not come home.

A tour by nearest neighbours is improved by 2-opt (Croes 1958: turn a stretch round) and Or-opt (Or 1976: carry up to
three neighbours elsewhere) until neither helps, or for so many rounds: the same costs always give the same order, in a
time that grows with the square of their number.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Tour = npt.NDArray[np.intp]

ROUNDS = 20
STARTS = 8
LONGEST_CARRIED = 3

_SLACK = 1e-9  # an improvement below that is a matter of rounding


def path_cost(costs: Floats, order: Sequence[int]) -> float:
    """The sum of the costs from each to the next."""
    path = np.array(order, dtype=np.intp)
    return float(costs[path[:-1], path[1:]].sum())


def best_order(costs: Floats, first: int | None = None) -> list[int]:
    """An order of 0 … n-1, `first` at its beginning if it is given.

    `costs` is symmetric, shape (n, n). The order costs no more than the given one (0 … n-1, or that with
    `first` moved to the front); where nothing better is found, it is that.
    """
    count = len(costs)
    given = list(range(count)) if first is None else [first, *(each for each in range(count) if each != first)]
    if count < 2:
        return given
    starts = [first] if first is not None else sorted(set(np.linspace(0, count - 1, STARTS, dtype=int).tolist()))
    tours = [given, *(_nearest(costs, start) for start in starts)]
    best = min(tours, key=lambda tour: path_cost(costs, tour))
    improved = _improved(costs, best, pinned=first is not None)
    return improved if path_cost(costs, improved) < path_cost(costs, given) - _SLACK else given


def _nearest(costs: Floats, start: int) -> list[int]:
    """From each on to the nearest that is left."""
    left: npt.NDArray[np.bool_] = np.ones(len(costs), dtype=np.bool_)
    order = [start]
    left[start] = False
    for _ in range(len(costs) - 1):
        nearest = int(np.where(left, costs[order[-1]], np.inf).argmin())
        left[nearest] = False
        order.append(nearest)
    return order


def _improved(costs: Floats, order: Sequence[int], *, pinned: bool) -> list[int]:
    """Both kinds of change, in turn. A stop that costs nothing stands at each end that is free."""
    count = len(costs)
    wide = np.zeros((count + 1, count + 1))
    wide[:count, :count] = costs
    tour: Tour = np.array([*([] if pinned else [count]), *order, count], dtype=np.intp)
    for _ in range(ROUNDS):
        before = path_cost(wide, tour.tolist())
        tour = _turned(wide, tour)
        for length in range(1, LONGEST_CARRIED + 1):
            tour = _carried(wide, tour, length)
        if path_cost(wide, tour.tolist()) > before - _SLACK:
            break
    return [stop for stop in tour.tolist() if stop != count]


def _turned(costs: Floats, tour: Tour) -> Tour:
    """One round of 2-opt: from each stop on, the stretch that gains most by being turned round."""
    tour = tour.copy()
    for begin in range(1, len(tour) - 2):
        ends, beyond = tour[begin + 1 : -1], tour[begin + 2 :]
        before, here = tour[begin - 1], tour[begin]
        gains = costs[before, here] + costs[ends, beyond] - costs[before, ends] - costs[here, beyond]
        best = int(gains.argmax())
        if gains[best] > _SLACK:
            stop = begin + best + 2
            tour[begin:stop] = tour[begin:stop][::-1]
    return tour


def _carried(costs: Floats, tour: Tour, length: int) -> Tour:
    """One round of Or-opt: each stretch of that length to where it fits best, either way round."""
    for begin in range(1, len(tour) - length):
        stretch = tour[begin : begin + length]
        head, tail = stretch[0], stretch[-1]
        rest = np.delete(tour, np.s_[begin : begin + length])
        left, right = rest[:-1], rest[1:]
        apart = costs[left, right]
        along = costs[left, head] + costs[tail, right] - apart
        around = costs[left, tail] + costs[head, right] - apart
        present = along[begin - 1]
        places = np.minimum(along, around)
        best = int(places.argmin())
        if places[best] < present - _SLACK:
            carried = stretch if along[best] <= around[best] else stretch[::-1]
            tour = np.concatenate([rest[: best + 1], carried, rest[best + 1 :]])
    return tour
