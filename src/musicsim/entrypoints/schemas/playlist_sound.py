"""How a playlist sounds: transitions, orders, suggestions."""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from musicsim.domain.model import suggestion as domain
from musicsim.domain.model import transition as sequel
from musicsim.domain.model.details import Beside
from musicsim.domain.model.suggestion import KeyRelation, TempoRelation
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.domain.use_cases.extend_playlist import Extended
from musicsim.entrypoints.schemas.playlist import Playlist
from musicsim.entrypoints.schemas.playlist_item import PlaylistItem, items_of
from musicsim.entrypoints.schemas.track import Track

_Weight = Annotated[float, msgspec.Meta(ge=0, le=1000)]


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What a transition costs, each from 0 (cannot be heard) to 1; 0.5 where something is not known."""

    tempo: float
    key: float
    loudness: float
    timbre: float


class Transition(msgspec.Struct, frozen=True, kw_only=True):
    """From one item to the next; `cost` is the weighted mean of the parts."""

    from_item: str
    to_item: str
    cost: float
    parts: Parts


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much each part counts; only the ratios matter, and at least one is above 0."""

    tempo: _Weight = 0.3
    key: _Weight = 0.2
    loudness: _Weight = 0.1
    timbre: _Weight = 0.4

    @property
    def domain(self) -> sequel.Weights:
        return sequel.Weights(tempo=self.tempo, key=self.key, loudness=self.loudness, timbre=self.timbre)


class Transitions(msgspec.Struct, frozen=True, kw_only=True):
    """The transitions of a playlist in order; `cost` is their mean, `next` always null."""

    items: list[Transition]
    next: None
    cost: float

    @classmethod
    def of(cls, found: sequel.Sequel) -> "Transitions":
        return cls(items=transitions_of(found), next=None, cost=round(found.cost, 6))


class OrderRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`first` is the item to begin with, null whichever suits; with `apply` the playlist is put in that order."""

    first: str | None = None
    weights: Weights = Weights()
    apply: bool = False


class Ordering(msgspec.Struct, frozen=True, kw_only=True):
    """An order, with the mean costs of its transitions and of those that there were; `applied` if it is kept.

    `loudness` is that of each item, in LUFS, null where it is not known.
    """

    playlist: Playlist
    items: list[PlaylistItem]
    loudness: list[float | None]
    transitions: list[Transition]
    cost_before: float
    cost_after: float
    applied: bool

    @classmethod
    def of(cls, found: sequel.Ordering, beside: Beside) -> "Ordering":
        return cls(
            playlist=Playlist.of(found.playlist),
            items=items_of(found.sequence.items, beside),
            loudness=[lufs if lufs is None else round(lufs, 2) for lufs in found.loudness],
            transitions=transitions_of(found.sequence),
            cost_before=round(found.before, 6),
            cost_after=round(found.sequence.cost, 6),
            applied=found.applied,
        )


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why: the item that it is nearest to and the cosine to that, how its tempo and key go with that item's (null:
    they do not, or are not known), and the tags that are likely of both.
    """

    nearest: PlaylistItem
    cosine: float
    tempo: TempoRelation | None
    key: KeyRelation | None
    tags: list[str]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A track that would go well; `score` is the mean cosine to the items nearest to it."""

    track: Track
    score: float
    reason: Reason


class Suggestions(msgspec.Struct, frozen=True, kw_only=True):
    """Best first; `next` is always null: ask for more."""

    items: list[Suggestion]
    next: None

    @classmethod
    def of(cls, found: Sequence[domain.Suggestion], beside: Beside) -> "Suggestions":
        return cls(items=[_suggestion(one, beside) for one in found], next=None)


class Extension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many tracks to put in at the end."""

    count: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10


class ExtendedPlaylist(msgspec.Struct, frozen=True, kw_only=True):
    """The playlist as it is now, and the items that came in."""

    playlist: Playlist
    items: list[PlaylistItem]

    @classmethod
    def of(cls, extended: Extended, beside: Beside) -> "ExtendedPlaylist":
        return cls(playlist=Playlist.of(extended.playlist), items=items_of(extended.items, beside))


def transitions_of(found: sequel.Sequel) -> list[Transition]:
    """The transitions between its items."""
    pairs = zip(found.items, found.items[1:], found.transitions, strict=False)
    return [
        Transition(
            from_item=one.item.id,
            to_item=other.item.id,
            cost=round(between.cost, 4),
            parts=Parts(**{name: round(getattr(between.parts, name), 4) for name in between.parts.__slots__}),
        )
        for one, other, between in pairs
    ]


def suggested_tracks(found: Sequence[domain.Suggestion]) -> list[DomainTrack]:
    """Every track that suggestions name."""
    return list({track.id: track for one in found for track in (one.track, one.reason.nearest.track)}.values())


def _suggestion(one: domain.Suggestion, beside: Beside) -> Suggestion:
    why = one.reason
    reason = Reason(
        nearest=PlaylistItem.of(why.nearest, beside),
        cosine=round(why.cosine, 4),
        tempo=why.tempo,
        key=why.key,
        tags=list(why.tags),
    )
    return Suggestion(track=Track.of(one.track, beside), score=round(one.score, 4), reason=reason)
