"""From the answers of providers to one list of recommendations."""

from collections.abc import Mapping, Sequence

from musicsim.domain.model.beyond import ExternalId, ExternalTrack, Suggestion, Suggestions
from musicsim.domain.rules.matching import artist_likeness, plain_title
from musicsim.domain.rules.text import fold

_SAME_ARTIST = 0.9
_FUSION = 10
"""How much the first places count against the later ones; 60 in the paper, for lists of a thousand."""


def tidy(items: Sequence[Suggestion], limit: int, seed: ExternalId | None = None) -> Suggestions:
    """At most `limit`, best first (earlier of equals first), each id once, without the seed; scores in 0 … 1."""
    best: dict[ExternalId, Suggestion] = {}
    for one in sorted(items, key=lambda item: -item.score):
        if one.id != seed:
            best.setdefault(one.id, Suggestion(one.id, min(1.0, max(0.0, one.score)), one.label))
    return Suggestions(tuple(best.values())[:limit])


def by_rank(ids: Sequence[tuple[ExternalId, str]]) -> list[Suggestion]:
    """Suggestions with labels for ids whose order is all that their provider tells: scores from 1 towards 0."""
    return [Suggestion(one, 1.0 - at / len(ids), label) for at, (one, label) in enumerate(ids)]


def merged(
    answers: Sequence[tuple[str, Suggestions]], tracks: Mapping[ExternalId, ExternalTrack]
) -> list[tuple[ExternalTrack, list[str]]]:
    """The described tracks of all answers with who suggests each, the same recording once, by reciprocal rank fusion.

    (Cormack, Clarke and Büttcher 2009: scores of different providers cannot be compared, places can.) `answers` are by
    provider. Suggestions that nobody described are left out.
    """
    points: dict[str, float] = {}
    first: dict[str, tuple[ExternalTrack, list[str]]] = {}
    for provider, answer in answers:
        described = (tracks[one.id] for one in answer.items if one.id in tracks)
        for place, track in enumerate(described):
            name = _recording(track)
            points[name] = points.get(name, 0.0) + 1 / (_FUSION + place)
            _, providers = first.setdefault(name, (track, []))
            if provider not in providers:
                providers.append(provider)
    return [first[name] for name in sorted(points, key=lambda name: (-points[name], name))]


def is_by(track: ExternalTrack, artist: str) -> bool:
    """Whether it is by the seed's own artist, whose music people know already."""
    return bool(artist) and artist_likeness(track.artist, artist) >= _SAME_ARTIST


def _recording(track: ExternalTrack) -> str:
    """What the same recording has in common across catalogues: artist and plain title."""
    return f"{fold(track.artist)}\n{plain_title(track.title)}"
