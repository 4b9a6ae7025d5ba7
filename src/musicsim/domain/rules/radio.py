"""What comes next on the radio."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from musicsim.domain.errors import NotFound
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.radio import MOST_PLAYS, RadioCandidate, RadioId, RadioOptions, RadioSession
from musicsim.domain.model.seeds import SeedKind, SeedWish
from musicsim.domain.model.vectors import Filter
from musicsim.domain.rules.taste import WORTH, Judgement, drawn

REACH = 120
"""Candidates to choose from, at most."""

MEMORY = 200
"""Plays whose verdicts and sounds are remembered, the last ones."""

_PLEASED = 4


def own_session(session: RadioSession | None, session_id: RadioId) -> RadioSession:
    """The session that was looked for among a person's own. NotFound where there is none."""
    if session is None:
        raise NotFound.of("radio session", session_id)
    return session


def wishes_of(session: RadioSession) -> list[SeedWish]:
    """The seeds that it began with, to be looked for anew."""
    named = [(*one.name.partition(":"), one.weight) for one in session.origins]
    return [SeedWish(SeedKind(kind), of, weight) for kind, _, of, weight in named]


def remembered(session: RadioSession) -> list[TrackId]:
    """The tracks whose vectors choosing the next one needs: the last plays."""
    return [play.track for play in session.plays[-MEMORY:]]


def judgements_of(session: RadioSession, vectors: Mapping[str, Vector]) -> list[Judgement]:
    """The verdicts on those, as far as their vectors are still known."""
    return [
        Judgement(vectors[play.track], play.verdict, age)
        for age, play in enumerate(reversed(session.plays[-MEMORY:]))
        if play.verdict is not None and play.track in vectors
    ]


def questions(session: RadioSession, judgements: Sequence[Judgement]) -> list[Vector]:
    """Where to look for candidates: unit vectors to ask an index for, `REACH` / their number of neighbours each.

    Where the session began, and some of the tracks that pleased, others each time: a taste may have several corners.
    """
    pleased = [one.vector for one in judgements if WORTH[one.verdict] > 0]
    rng = _chance(session)
    chosen = rng.choice(len(pleased), min(len(pleased), _PLEASED), replace=False).tolist() if pleased else []
    return [session.start.vector, *(pleased[place] for place in sorted(chosen))]


def _chance(session: RadioSession) -> np.random.Generator:
    """Another one for each session and each play, the same on any machine."""
    return np.random.default_rng((session.number, len(session.plays)))


def where_rested(session: RadioSession, recent: Sequence[RadioCandidate], where: Filter) -> list[Filter]:
    """Where to look, in this order, until there is something: where artists and albums that were played a moment ago
    are left out, where artists are, anywhere.

    In the search itself: among the nearest there may be hundreds of tracks by one artist, or from one album. An index
    knows albums by their names only, so that for once others of the same name wait, too.
    """
    options = session.options
    artists = {one.artist for one in _last(recent, options.artist_gap)} - {""}
    albums = {one.album_name for one in _last(recent, options.album_gap)} - {""}
    apart = replace(where, exclude_artists=where.exclude_artists | artists)
    return list(dict.fromkeys([replace(apart, exclude_albums=apart.exclude_albums | albums), apart, where]))


def _last(recent: Sequence[RadioCandidate], count: int) -> Sequence[RadioCandidate]:
    return recent[-count:] if count else ()


def full_artists(session: RadioSession, artists: Mapping[TrackId, str]) -> frozenset[str]:
    """Those of whom there were enough; `artists` by track, folded, as far as they are known."""
    most = session.options.per_artist
    counted = Counter(artists.get(play.track, "") for play in session.plays)
    return frozenset(name for name, count in counted.items() if name and most is not None and count >= most)


def exhausted(session: RadioSession) -> bool:
    """Whether it has played as much as a session may."""
    return session.ended or len(session.plays) >= MOST_PLAYS


def choices(
    session: RadioSession,
    judgements: Sequence[Judgement],
    candidates: Sequence[RadioCandidate],
    recent: Sequence[RadioCandidate],
) -> list[RadioCandidate]:
    """What may come next, the best first. The same for the same session.

    `recent` are the last plays, latest last, as many as the larger gap at least, as far as they are still known.
    Nothing that was played is among them. Those whom gaps hold back come last, whoever was away for longest first.
    """
    played = {play.track for play in session.plays}
    free = [one for one in candidates if one.id not in played]
    if not free:
        return []
    options = session.options
    last = _last(recent, max(options.artist_gap, options.album_gap))
    vectors = np.stack([one.vector for one in free])
    values = drawn(session.start.vector, judgements, vectors, options.exploration, _chance(session)).tolist()
    order = [(_short_of(one, last, options), -value, one.id) for one, value in zip(free, values, strict=True)]
    return [one for _, one in sorted(zip(order, free, strict=True), key=lambda pair: pair[0])]


def _short_of(one: RadioCandidate, recent: Sequence[RadioCandidate], options: RadioOptions) -> int:
    """How many more tracks its artist or album should be away; 0 when that is long enough."""
    short = 0
    for ago, other in enumerate(reversed(recent)):
        if one.artist and one.artist == other.artist:
            short = max(short, options.artist_gap - ago)
        if one.album and one.album == other.album:
            short = max(short, options.album_gap - ago)
    return short
