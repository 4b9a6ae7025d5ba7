"""What hits must fulfil: in query parameters, bodies and options alike."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from musicsim.domain.model.browse import MOST_NAMES, MOST_TEXT
from musicsim.domain.model.narrowing import LONGEST_WHILE, Narrowing
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Filter
from musicsim.domain.rules.narrowing import camelot_codes, span
from musicsim.domain.rules.text import fold

# tuples, so that conditions can be the default of a field: others are hashed for the schema
_Text = Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
_Names = Annotated[tuple[_Text, ...], msgspec.Meta(max_length=MOST_NAMES)]
_Year = Annotated[int, msgspec.Meta(ge=0, le=9999)]
_Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e6)]
_Bpm = Annotated[float, msgspec.Meta(ge=0, le=1000)]
_Hours = Annotated[float, msgspec.Meta(gt=0, le=LONGEST_WHILE)]


class Conditions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What hits must fulfil, in the words of the query parameters of `GET /tracks`; all must hold.

    `heard_within` leaves out what you began to play in the last so many hours.
    """

    bpm_min: _Bpm | None = None
    bpm_max: _Bpm | None = None
    year_min: _Year | None = None
    year_max: _Year | None = None
    duration_min: _Seconds | None = None
    duration_max: _Seconds | None = None
    key: _Names = ()
    compatible: bool = False
    genre: _Names = ()
    mood: _Names = ()
    within: _Text = ""
    favourite: bool = False
    exclude_artist: _Names = ()
    exclude_album: _Names = ()
    heard_within: _Hours | None = None

    def narrowing(self) -> Narrowing:
        """In the domain's words; Invalid for bounds that are upside down, and keys that are none."""
        where = Filter(
            bpm=span("bpm", self.bpm_min, self.bpm_max),
            year=span("year", self.year_min, self.year_max),
            duration=span("duration", self.duration_min, self.duration_max),
            keys=camelot_codes(self.key, compatible=self.compatible),
            genres=_folded(self.genre),
            moods=_folded(self.mood),
            within=self.within.strip("/"),
            exclude_artists=_folded(self.exclude_artist),
            exclude_albums=_folded(self.exclude_album),
        )
        return Narrowing(where, self.favourite, self.heard_within)

    @classmethod
    def of(cls, narrowing: Narrowing) -> "Conditions":
        """What was once said, as it was understood: names folded, each once, compatible keys one by one."""
        where, nothing = narrowing.where, Span()
        bpm, year, duration = where.bpm or nothing, where.year or nothing, where.duration or nothing
        return cls(
            bpm_min=bpm.low,
            bpm_max=bpm.high,
            year_min=None if year.low is None else int(year.low),
            year_max=None if year.high is None else int(year.high),
            duration_min=duration.low,
            duration_max=duration.high,
            key=tuple(sorted(where.keys)),
            genre=tuple(sorted(where.genres)),
            mood=tuple(sorted(where.moods)),
            within=where.within,
            favourite=narrowing.favourites_only,
            exclude_artist=tuple(sorted(where.exclude_artists)),
            exclude_album=tuple(sorted(where.exclude_albums)),
            heard_within=narrowing.heard_within,
        )


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, names)) - {""}
