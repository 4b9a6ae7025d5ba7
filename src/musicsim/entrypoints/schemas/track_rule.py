"""Saved searches, in the words of the query parameters of `GET /tracks`."""

from typing import Annotated

import msgspec

from musicsim.domain.model import track_rule as domain
from musicsim.domain.model.browse import CLEAR_MOOD, LEAST_MOOD, MOST_NAMES, MOST_TEXT, TrackOrder
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.model.track_rule import MOST_FOUND

_Text = Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
_Names = Annotated[list[str], msgspec.Meta(max_length=MOST_NAMES)]
_Year = Annotated[int, msgspec.Meta(ge=0, le=9999)]
_Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e6)]
_Bpm = Annotated[float, msgspec.Meta(ge=0, le=1000)]


class RuleFilter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What tracks must fulfil: as the query parameters of the same names of `GET /tracks`."""

    q: _Text = ""
    starts: _Text = ""
    folder: str | None = None
    within: str | None = None
    artist: str | None = None
    album: str | None = None
    genre: _Names = []
    mood: _Names = []
    mood_min: Annotated[float, msgspec.Meta(ge=LEAST_MOOD, le=1)] = CLEAR_MOOD
    year_min: _Year | None = None
    year_max: _Year | None = None
    duration_min: _Seconds | None = None
    duration_max: _Seconds | None = None
    bpm_min: _Bpm | None = None
    bpm_max: _Bpm | None = None
    key: _Names = []
    compatible: bool = False
    favourite: bool = False
    status: list[TrackStatus] = []
    analysed: bool | None = None


class RuleRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first `limit` tracks that pass the filter, in that order."""

    where: RuleFilter
    sort: TrackOrder = TrackOrder.PATH
    reverse: bool = False
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_FOUND)] = 200


class FilterShown(msgspec.Struct, frozen=True, kw_only=True):
    """A filter as it was understood: names folded, compatible keys and what was listened to spelt out."""

    q: str
    starts: str
    folder: str | None
    within: str | None
    artist: str | None
    album: str | None
    genre: list[str]
    mood: list[str]
    mood_min: float
    year_min: float | None
    year_max: float | None
    duration_min: float | None
    duration_max: float | None
    bpm_min: float | None
    bpm_max: float | None
    key: list[str]
    favourite: bool
    status: list[TrackStatus]


class TrackRule(msgspec.Struct, frozen=True, kw_only=True):
    """What a playlist holds that fills itself."""

    where: FilterShown
    sort: TrackOrder
    reverse: bool
    limit: int

    @classmethod
    def of(cls, rule: domain.TrackRule) -> "TrackRule":
        query = rule.query
        year, duration, bpm = (span or Span() for span in (query.year, query.duration, query.bpm))
        where = FilterShown(
            q=query.text,
            starts=query.starts,
            folder=query.folder,
            within=query.within,
            artist=query.artist,
            album=query.album,
            genre=sorted(query.genres),
            mood=sorted(query.moods),
            mood_min=query.mood_at_least,
            year_min=year.low,
            year_max=year.high,
            duration_min=duration.low,
            duration_max=duration.high,
            bpm_min=bpm.low,
            bpm_max=bpm.high,
            key=sorted(query.keys),
            favourite=query.favourite_of is not None,
            status=sorted(query.statuses),
        )
        return cls(where=where, sort=query.order, reverse=query.reverse, limit=rule.limit)
