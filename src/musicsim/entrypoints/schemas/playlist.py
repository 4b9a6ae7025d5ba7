"""Playlists without their items."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec

from musicsim.domain.model import playlist as domain
from musicsim.domain.model.playlist import LONGEST_DESCRIPTION, LONGEST_NAME, MOST_ITEMS
from musicsim.entrypoints.schemas.track_rule import RuleRequest, TrackRule

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME)]
Description = Annotated[str, msgspec.Meta(max_length=LONGEST_DESCRIPTION)]
TrackIds = Annotated[list[str], msgspec.Meta(max_length=MOST_ITEMS)]


class Playlist(msgspec.Struct, frozen=True, kw_only=True):
    """A playlist; its `version` is its ETag, which every change has to name in If-Match.

    `count` is the number of its items, null for one with a `rule`, which holds what that finds at the moment.
    """

    id: str
    name: str
    description: str
    rule: TrackRule | None
    count: int | None
    version: int
    created_at: datetime
    changed_at: datetime

    @classmethod
    def of(cls, playlist: domain.Playlist) -> "Playlist":
        rule = playlist.rule
        return cls(
            id=playlist.id,
            name=playlist.name,
            description=playlist.description,
            rule=TrackRule.of(rule) if rule is not None else None,
            count=playlist.count if rule is None else None,
            version=playlist.version,
            created_at=playlist.created_at,
            changed_at=playlist.changed_at,
        )


class Playlists(msgspec.Struct, frozen=True):
    """All playlists of a person at once: there are at most a thousand, so `next` is always null."""

    items: list[Playlist]
    next: None

    @classmethod
    def of(cls, playlists: Sequence[domain.Playlist]) -> "Playlists":
        return cls([Playlist.of(one) for one in playlists], None)


class NewPlaylist(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A playlist of these tracks, or of what a rule finds."""

    name: Name
    description: Description = ""
    track_ids: TrackIds = []
    rule: RuleRequest | None = None


class PlaylistChanges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be different; what is not said stays."""

    name: Name | None = None
    description: Description | None = None
    rule: RuleRequest | None = None


class Copy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the copy is to be called; by default after the original."""

    name: Name | None = None
