"""How many tracks a list has, where that is known without counting them."""

from dataclasses import dataclass, fields
from typing import Any

from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.groups import Album, Artist, Genre
from musicsim.domain.model.page import Page
from musicsim.domain.model.scan import LibraryCounts
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.grouping import genre_id
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.groups import Groups

_ALL = TrackQuery()
_NO_CONDITIONS = frozenset({"order", "reverse", "limit", "skip", "cursor", "mood_at_least"})


@dataclass(frozen=True, kw_only=True)
class CountTracks:
    """The number beside the heading: of everything, a state, a folder with all below it, an artist, an album, a genre.
    No list is read for it.
    """

    catalogue: Catalogue
    groups: Groups

    async def __call__(self, query: TrackQuery, page: Page[Track]) -> int | None:
        """How many present tracks fit the query that `page` is of; None when something else, or more than one thing,
        is asked of them, and they are more than one page holds.
        """
        if query.cursor is None and query.skip == 0 and page.next is None:
            return len(page.items)
        match [*_asked(query).items()]:
            case []:
                return (await self.catalogue.counts()).present
            case [("statuses", statuses)]:
                return _in(await self.catalogue.counts(), statuses)
            case [("within", path)]:
                return await self.catalogue.tracks_within(path)
            case [("artist", artist)]:
                return _of(await self.groups.artist(artist))
            case [("album", album)]:
                return _of(await self.groups.album(album))
            case [("genres", genres)] if len(genres) == 1:
                return _of(await self.groups.genre(genre_id(*genres)))
        return None


def _asked(query: TrackQuery) -> dict[str, Any]:
    """The conditions by name, without those that let everything pass."""
    said = {each.name: getattr(query, each.name) for each in fields(query) if each.name not in _NO_CONDITIONS}
    return {name: value for name, value in said.items() if value != getattr(_ALL, name) and value != ""}


def _of(group: Artist | Album | Genre | None) -> int:
    return group.tracks if group is not None else 0


def _in(counts: LibraryCounts, statuses: frozenset[TrackStatus]) -> int:
    by_status = {
        TrackStatus.PENDING: counts.pending,
        TrackStatus.ANALYSED: counts.analysed,
        TrackStatus.SILENT: counts.silent,
        TrackStatus.FAILED: sum(counts.failed.values()),
    }
    return sum(by_status[status] for status in statuses)
