"""Music beyond the library."""

from datetime import datetime
from urllib.parse import quote

import msgspec

from musicsim.domain.model import recommendation as domain
from musicsim.domain.model import upload_outside
from musicsim.domain.model.details import Beside
from musicsim.domain.model.track import Track as DomainTrack
from musicsim.entrypoints.schemas.track import Track


class Recommendation(msgspec.Struct, frozen=True, kw_only=True):
    """A track of an outside catalogue, "" and null for what is not known of it; `duration` in seconds.

    `cover` is an address of this server, `link` leads to the catalogue's page. `providers` suggest it. `track` is the
    same recording in this library, where it is there: play that.
    """

    catalogue: str
    id: str
    title: str
    artist: str
    album: str
    cover: str | None
    link: str
    isrc: str
    duration: float | None
    providers: list[str]
    track: Track | None


class RecommendationSource(msgspec.Struct, frozen=True, kw_only=True):
    """A service and how it stands with its answer.

    `state` is "waiting" before it was asked, then "answered", "unknown" (it does not know the track), "preparing" (it
    has yet to listen to it) or "failed", with the reason in `detail`. `freshness` ("fresh", "stale", "expired") is that
    of what it said at `answered_at`.
    """

    provider: str
    state: str
    freshness: str | None
    answered_at: datetime | None
    detail: str


class Recommendations(msgspec.Struct, frozen=True, kw_only=True):
    """Best first, those by the seed's own artist last. `next` is always null: ask for more.

    While `refreshing` is true the services are being asked: the same question has more to tell in some seconds. What
    is not known before `again_at` may be from then on.
    """

    items: list[Recommendation]
    sources: list[RecommendationSource]
    refreshing: bool
    again_at: datetime | None
    next: None = None

    @classmethod
    def of(cls, found: domain.Recommendations, beside: Beside, *, refreshing: bool) -> "Recommendations":
        return cls(
            items=[_item(one, beside) for one in found.items],
            sources=[_source(one) for one in found.sources],
            refreshing=refreshing,
            again_at=found.again_at,
        )


class OutsideUpload(msgspec.Struct, frozen=True, kw_only=True):
    """A track that was sent to Cyanite: "sending", "waiting", "listening", "finished" or "failed", and why."""

    track_id: str
    state: str
    detail: str
    changed_at: datetime

    @classmethod
    def of(cls, upload: upload_outside.OutsideUpload) -> "OutsideUpload":
        return cls(
            track_id=upload.track,
            state=upload.listening.state.value,
            detail=upload.listening.detail,
            changed_at=upload.changed_at,
        )


class MessageReceipt(msgspec.Struct, frozen=True):
    """That a message was understood; `new` is false for one that came before, or means nothing here."""

    new: bool


class RecommendationAbilities(msgspec.Struct, frozen=True, kw_only=True):
    """What can be asked beyond the library.

    `tracks`: recommendations for a track. `words` and `filters`: search in words, and conditions. `uploads`: whether
    tracks can be sent to be listened to outside. `providers` are the services that are asked.
    """

    tracks: bool
    words: bool
    filters: bool
    uploads: bool
    providers: list[str]


class Capabilities(msgspec.Struct, frozen=True, kw_only=True):
    """What this server was set up to do: clients show what is there, and hide the rest."""

    recommendations: RecommendationAbilities


def tracks_in(found: domain.Recommendations) -> list[DomainTrack]:
    """The tracks of the library that are among them."""
    return [one.ours for one in found.items if one.ours is not None]


def _item(one: domain.Recommendation, beside: Beside) -> Recommendation:
    track = one.track
    where = f"/api/v1/recommendations/covers/{quote(track.id.catalogue, safe='')}/{quote(track.id.id, safe='')}"
    return Recommendation(
        catalogue=track.id.catalogue,
        id=track.id.id,
        title=track.title,
        artist=track.artist,
        album=track.album,
        cover=where if track.cover else None,
        link=track.link,
        isrc=track.isrc,
        duration=track.duration,
        providers=list(one.providers),
        track=Track.of(one.ours, beside) if one.ours is not None else None,
    )


def _source(one: domain.Source) -> RecommendationSource:
    return RecommendationSource(
        provider=one.provider,
        state=one.state.value if one.state is not None else "waiting",
        freshness=one.freshness.value if one.freshness is not None else None,
        answered_at=one.answered_at,
        detail=one.detail,
    )
