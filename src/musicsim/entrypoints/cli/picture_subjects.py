"""Which album a person means: by id, or by words; or which track that is on none."""

from typing import TYPE_CHECKING

from musicsim.domain.errors import NotFound
from musicsim.domain.model.groups import AlbumQuery
from musicsim.domain.model.identity import AlbumId
from musicsim.entrypoints.cli.exits import Ambiguous
from musicsim.entrypoints.cli.finding import find_track

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.painting import Subject

_LISTED = 20


async def find_subject(application: "Application", query: str, *, first: bool) -> "Subject":
    """The one that `query` means, or with `first` the first of several albums.

    NotFound when nothing fits, Ambiguous when several do.
    """
    from musicsim.entrypoints.schemas.groups import Album

    try:
        return await application.painting.find_subject(album=AlbumId(query))
    except NotFound:
        pass
    found = list((await application.explorer.list_albums(AlbumQuery(text=query, limit=_LISTED))).items)
    if len(found) == 1 or (found and first):
        return await application.painting.find_subject(album=found[0].id)
    if found:
        lines = [f"  {album.id}  {album.artist} – {album.name}" for album in found]
        asked = f"Several albums fit {query!r}. Name one by its id, use more words, or take the first with --first:"
        raise Ambiguous(asked, lines, [Album.of(album) for album in found])
    return await application.painting.find_subject(track=(await find_track(application, query, first=first)).id)
