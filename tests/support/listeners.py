"""Listeners who like some corners of a library, and what a radio plays them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from musicsim.domain.model.analysis import Embedding
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.radio import RadioCandidate, RadioId, RadioOptions, RadioSession, Verdict
from musicsim.domain.rules.radio import REACH, choices, judgements_of, questions

DAY = datetime(2026, 1, 1, tzinfo=UTC)
SPACE = "plane@1"


@dataclass(frozen=True)
class World:
    """Tracks in corners: `vectors` (tracks, dimension), `corner` (tracks,)."""

    vectors: np.ndarray
    corner: np.ndarray
    artists: Sequence[str]

    def candidate(self, row: int) -> RadioCandidate:
        return RadioCandidate(TrackId(f"t{row:06d}"), self.vectors[row], self.artists[row], "")


CORNERS = 8
"""Corners in each region of a world."""


def a_world(tracks: int, regions: int, dimension: int, seed: int) -> World:
    """Regions that are unlike one another, each of eight corners that are alike: corner // 8 is its region.

    The nearest to any track are of its corner first, then of all corners of its region in no order.
    """
    rng = np.random.default_rng(seed)
    centres = np.repeat(rng.standard_normal((regions, dimension)), CORNERS, axis=0)
    centres += 0.6 * rng.standard_normal(centres.shape)
    corner = rng.integers(0, len(centres), tracks)
    vectors = centres[corner] + 0.7 * rng.standard_normal((tracks, dimension))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return World(vectors, corner, [f"a{one}" for one in rng.integers(0, max(2, tracks // 10), tracks)])


def a_session(world: World, first: int, options: RadioOptions, number: int = 1) -> RadioSession:
    return RadioSession(
        id=RadioId("r1"),
        user=UserId("u1"),
        origins=(),
        start=Embedding(SPACE, world.vectors[first]),
        started_at=DAY,
        changed_at=DAY,
        number=number,
        options=options,
    )


@dataclass(frozen=True)
class Listener:
    """Likes the tracks of some corners: finishes these, loves one in four; skips nine in ten of the others."""

    likes: frozenset[int]
    seed: int

    def verdict(self, world: World, row: int) -> Verdict:
        rng = np.random.default_rng((self.seed, row))
        if int(world.corner[row]) in self.likes:
            return Verdict.LIKED if rng.random() < 0.25 else Verdict.FINISHED
        return Verdict.SKIPPED if rng.random() < 0.9 else Verdict.FINISHED


def likes_around(world: World, first: int, rng: np.random.Generator) -> frozenset[int]:
    """The corner of that track, and two more of its region."""
    corner = int(world.corner[first])
    region = [one for one in range(corner // CORNERS * CORNERS, (corner // CORNERS + 1) * CORNERS) if one != corner]
    return frozenset({corner, *rng.choice(region, 2, replace=False).tolist()})


Judge = Callable[[int], Verdict | None]


def played(world: World, session: RadioSession, count: int, judge: Judge) -> list[int]:
    """The rows that a session plays, told of each play what `judge` says of it."""
    rows: list[int] = []
    by_id = {world.candidate(row).id: row for row in range(len(world.vectors))}
    vectors = {one: world.vectors[row] for one, row in by_id.items()}
    at = session.started_at
    for _ in range(count):
        judgements = judgements_of(session, vectors)
        near = _near(world, questions(session, judgements), rows)
        found = choices(
            session, judgements, [world.candidate(row) for row in near], [world.candidate(row) for row in rows[-9:]]
        )
        if not found:
            break
        chosen = found[0]
        at += timedelta(minutes=3)
        rows.append(by_id[chosen.id])
        session = session.playing(chosen.id, at)
        verdict = judge(rows[-1])
        session = session.judged(chosen.id, verdict, at) if verdict else session
    return rows


def _near(world: World, asked: Sequence[np.ndarray], gone: Sequence[int]) -> list[int]:
    found: dict[int, None] = {}
    for vector in asked:
        scores = world.vectors @ vector
        scores[list(gone)] = -np.inf
        best = np.argsort(-scores)[: REACH // len(asked)].tolist()
        found |= dict.fromkeys(row for row in best if np.isfinite(scores[row]))
    return list(found)


def static_list(world: World, first: int, count: int) -> list[int]:
    """What is similar to the first, in order: a radio that learns nothing."""
    order = np.argsort(-(world.vectors @ world.vectors[first]), kind="stable").tolist()
    return [row for row in order if row != first][:count]


def hit_rate(world: World, listener: Listener, rows: Sequence[int]) -> float:
    return float(np.mean([int(world.corner[row]) in listener.likes for row in rows])) if len(rows) else 0.0
