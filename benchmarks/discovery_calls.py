"""The calls that `benchmarks.discovery` makes: a line each."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from musicsim.domain.model.facets import FacetWeights
from musicsim.domain.model.library_map import FARTHEST
from musicsim.domain.model.similarity import RankingOptions, SimilarQuery
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter

Query = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One request."""

    path: str
    query: Query = field(default_factory=dict)
    method: str = "GET"
    body: object = None


@dataclass(frozen=True)
class Call:
    """A kind of request, `make` of which makes another one each time; `most` is the p50 that it may take, in ms, given
    that of the raw vector query in the same run.

    `inside` is the same question of tracks inside the process, by which it is found out what of the index it takes.
    `first` is asked once before all others, whose paths have the "id" of its answer, if any, in place of "{id}".
    """

    name: str
    make: Callable[["Pick"], Step]
    most: Callable[[float], float] | None = None
    first: Callable[["Pick"], Step] | None = None
    inside: SimilarQuery | None = None


@dataclass(frozen=True)
class Pick:
    """Chooses tracks, and some of the `albums`, at random."""

    tracks: int
    chosen: random.Random
    albums: Sequence[str] = ()

    def track(self) -> str:
        return f"{self.chosen.randrange(self.tracks):026d}"

    def album(self) -> str:
        return self.chosen.choice(self.albums)


def _similar(**query: str) -> Callable[[Pick], Step]:
    return lambda pick: Step(path=f"/api/v1/tracks/{pick.track()}/similar", query=query)


def _blend(pick: Pick) -> Step:
    seeds = [{"kind": "track", "id": pick.track(), "weight": weight} for weight in (1, 1, 0.5, -1)]
    return Step(path="/api/v1/similar", method="POST", body={"seeds": seeds, "explain": True})


def _words(text: str) -> Callable[[Pick], Step]:
    return lambda _: Step(path="/api/v1/similar/text", query={"q": text})


def _path(pick: Pick) -> Step:
    return Step(path="/api/v1/paths", query={"from": pick.track(), "to": pick.track(), "steps": "20"})


def _radio(pick: Pick) -> Step:
    seeds = [{"kind": "track", "id": pick.track()} for _ in range(2)]
    return Step(path="/api/v1/radio", method="POST", body={"seeds": seeds})


def _next(count: int) -> Callable[[Pick], Step]:
    return lambda _: Step(path="/api/v1/radio/{id}/next", method="POST", body={"count": count})


def _plain(path: str, method: str = "GET") -> Callable[[Pick], Step]:
    return lambda _: Step(path=path, method=method)


def _nearby(pick: Pick) -> Step:
    x, y = (str(pick.chosen.randrange(FARTHEST + 1)) for _ in range(2))
    return Step(path="/api/v1/map/nearby", query={"x": x, "y": y})


def _alike(pick: Pick) -> Step:
    return Step(path=f"/api/v1/albums/{pick.album()}/similar")


def _heard(pick: Pick) -> Step:
    """That many tracks were played to their end: what mixes are made of."""
    now = datetime.now(UTC).isoformat()
    tracks = [pick.track() for _ in range(_PLAYS)]
    events = [{"play_id": one, "track_id": one, "event": "finished", "at": now} for one in tracks]
    return Step(path="/api/v1/plays", method="POST", body={"events": events})


def _twice(raw: float) -> float:
    """The bar of issue 5: twice the raw query and 5 ms."""
    return 2 * raw + 5


_FILTERED = {"bpm_min": "90", "bpm_max": "140", "explain": "true"}
_WEIGHED = {"rhythm_weight": "2", "mood_weight": "0"}
_PLAYS = 300
_PLAIN = SimilarQuery()
_WHY = replace(_PLAIN, explain=True)
_AMONG = replace(_WHY, where=Filter(bpm=Span(90, 140)))
_ALL = replace(_AMONG, weights=FacetWeights(rhythm=2, mood=0))
_RHYTHM = replace(_PLAIN, weights=FacetWeights(timbre=0, rhythm=1, harmony=0, mood=0))
_DIVERSE = replace(_PLAIN, options=RankingOptions(diversity=0.5))

CALLS: tuple[Call, ...] = (
    Call("similar tracks", _similar(), _twice, inside=_PLAIN),
    Call("and why", _similar(explain="true"), _twice, inside=_WHY),
    Call("and filters", _similar(**_FILTERED), _twice, inside=_AMONG),
    Call("and facets: all at once", _similar(**_FILTERED, **_WEIGHED), _twice, inside=_ALL),
    Call("only rhythm", _similar(timbre_weight="0", harmony_weight="0", mood_weight="0"), _twice, inside=_RHYTHM),
    Call("diverse", _similar(diversity="0.5"), _twice, inside=_DIVERSE),
    Call("four seeds, one of them negative, and why", _blend),
    Call("words: calm piano without voice", _words("calm piano without voice")),
    Call("words: fast, 8A", _words("fast, 8A")),
    Call("a path of 20 steps", _path, lambda _: 150.0),
    Call("a radio session: begun", _radio),
    Call("its next track", _next(1), first=_radio),
    Call("its next three tracks", _next(3), first=_radio),
    Call("the whole map", _plain("/api/v1/map")),
    Call("what lies around a place on the map", _nearby),
    Call("similar albums", _alike),
    Call("the mixes of today", _plain("/api/v1/me/mixes"), first=_heard),
    Call("mixes made anew", _plain("/api/v1/me/mixes/refresh", "POST"), first=_heard),
)
