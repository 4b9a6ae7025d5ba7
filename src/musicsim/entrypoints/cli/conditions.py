"""Options that say what hits must fulfil, in the words of the API."""

import math
from typing import TYPE_CHECKING, Annotated

import typer

from musicsim.domain.errors import Invalid
from musicsim.entrypoints.cli.playlists import caller_of

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.vectors import Filter
    from musicsim.entrypoints.schemas.narrowing import Conditions

Bpm = Annotated[str | None, typer.Option(metavar="LOW-HIGH", help="Only these tempi: 90-120, 120-, -90.")]
Years = Annotated[str | None, typer.Option(metavar="LOW-HIGH", help="Only these years: 1990-1999, 2010-.")]
Minutes = Annotated[str | None, typer.Option(metavar="LOW-HIGH", help="Only so long, in minutes: 3-5, -2.5.")]
Keys = Annotated[list[str] | None, typer.Option("--key", help="Only this key, as a Camelot code; several: any.")]
Genres = Annotated[list[str] | None, typer.Option("--genre", help="Only this genre; several: any of them.")]
Moods = Annotated[list[str] | None, typer.Option("--mood", help="Only what clearly has this tag; several: all.")]
Folder = Annotated[str, typer.Option("--within", help="Only tracks in this folder of the library, at any depth.")]
Without = Annotated[list[str] | None, typer.Option("--without", help="Nothing by this artist; any number.")]
WithoutAlbums = Annotated[list[str] | None, typer.Option(help="Nothing from albums of this name; any number.")]
Favourites = Annotated[bool, typer.Option("--favourites", help="Only favourites.")]
Hours = Annotated[float | None, typer.Option(help="Nothing that was begun in the last so many hours.")]
Person = Annotated[
    str | None,
    typer.Option("--user", metavar="NAME", help="Whose favourites and plays; not needed where there is one account."),
]


def conditions(
    *,
    bpm: str | None,
    years: str | None,
    minutes: str | None,
    keys: list[str] | None,
    genres: list[str] | None,
    moods: list[str] | None,
    within: str,
    without: list[str] | None,
    without_album: list[str] | None,
    favourites: bool,
    heard_within: float | None,
) -> "Conditions":
    """What the options say; Invalid for bounds that cannot be read."""
    from musicsim.entrypoints.schemas.narrowing import Conditions

    (bpm_min, bpm_max), (year_min, year_max) = _bounds("bpm", bpm), _bounds("years", years)
    shortest, longest = _bounds("minutes", minutes)
    return Conditions(
        bpm_min=bpm_min,
        bpm_max=bpm_max,
        year_min=None if year_min is None else int(year_min),
        year_max=None if year_max is None else int(year_max),
        duration_min=None if shortest is None else 60 * shortest,
        duration_max=None if longest is None else 60 * longest,
        key=tuple(keys or ()),
        genre=tuple(genres or ()),
        mood=tuple(moods or ()),
        within=within,
        favourite=favourites,
        exclude_artist=tuple(without or ()),
        exclude_album=tuple(without_album or ()),
        heard_within=heard_within,
    )


async def narrowed(application: "Application", wanted: "Conditions", person: str | None) -> "Filter":
    """The filter, whole: of the person of that name or, without one, the only one that there is."""
    narrowing = wanted.narrowing()
    if not narrowing.favourites_only and narrowing.heard_within is None:
        return narrowing.where
    return await application.discovery.narrow_search((await caller_of(application, person)).user, narrowing)


def _bounds(name: str, text: str | None) -> tuple[float | None, float | None]:
    low, dash, high = (text or "-").partition("-")
    try:
        found = tuple(float(one) if one.strip() else None for one in (low, high if dash else low))
        if not all(one is None or math.isfinite(one) for one in found):
            raise ValueError(text)
    except ValueError:
        raise Invalid(f"--{name} is a number, or two with a dash between them: 90-120, 120-, -90.", name) from None
    return found[0], found[1]
