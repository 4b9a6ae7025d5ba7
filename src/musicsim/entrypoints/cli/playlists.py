"""What commands about playlists share: whose, which, and how they are shown."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from musicsim.domain.errors import Invalid, NotFound
from musicsim.entrypoints.cli.exits import Ambiguous
from musicsim.entrypoints.cli.finding import describe
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.text import clock

if TYPE_CHECKING:
    from musicsim.bootstrap import Application
    from musicsim.domain.model.playlist import PlacedTrack, Playlist
    from musicsim.domain.model.transition import Ordering
    from musicsim.domain.model.user import Caller
    from musicsim.domain.use_cases.exchange_playlists import Imported

_PAGE = 500
_LARGEST = 10_000_000  # bytes: as much as the API takes


async def caller_of(application: "Application", user: str | None) -> "Caller":
    """The person of that name or, without one, the only one that there is."""
    people = application.people
    if user is not None:
        return (await people.find_account(user)).caller
    accounts = (await people.list_accounts(2)).items
    if len(accounts) != 1:
        raise Invalid("Say for whom: --user NAME. `musicsim user list` tells who there is.", "user")
    return accounts[0].caller


async def named_playlist(application: "Application", caller: "Caller", which: str) -> "Playlist":
    """The person's playlist with that id or, failing that, that name; case does not matter."""
    found = await application.curation.list_playlists(caller)
    fitting = [one for one in found if one.id == which] or [
        one for one in found if one.name.casefold() == which.casefold()
    ]
    if not fitting:
        raise NotFound.of("playlist", which)
    if len(fitting) > 1:
        from musicsim.entrypoints.schemas.playlist import Playlist

        lines = [f"  {one.id}  {one.name}" for one in fitting]
        asked = f"Several playlists are called {which!r}. Name one by its id:"
        raise Ambiguous(asked, lines, [Playlist.of(one) for one in fitting])
    return fitting[0]


async def read_all(application: "Application", caller: "Caller", playlist: "Playlist") -> list["PlacedTrack"]:
    """All of its items."""
    items: list[PlacedTrack] = []
    cursor = None
    while True:
        page = await application.curation.read_playlist(caller, playlist.id, _PAGE, cursor)
        items += page.items
        if (cursor := page.next) is None:
            return items


async def shown(application: "Application", output: Output, caller: "Caller", items: Sequence["PlacedTrack"]) -> None:
    """Print items: for programs as the API lists them."""
    if not output.as_json:
        output.grid(_grid(items))
        return
    from musicsim.entrypoints.schemas.playlist_item import items_of, tracks_of

    beside = await application.show_beside(tracks_of(items), caller.user)
    output.document({"items": items_of(items, beside), "next": None})


async def smoothness(application: "Application", output: Output, caller: "Caller", found: "Ordering") -> None:
    """Print an order and what it gains."""
    if output.as_json:
        from musicsim.entrypoints.schemas.playlist_item import tracks_of
        from musicsim.entrypoints.schemas.playlist_sound import Ordering

        beside = await application.show_beside(tracks_of(found.sequence.items), caller.user)
        output.document(Ordering.of(found, beside))
        return
    output.grid(_grid(found.sequence.items))
    kept = "The playlist is in this order now." if found.applied else "Only a proposal: --apply keeps it."
    output.note(f"A transition costs {found.sequence.cost:.3f} on average, in place of {found.before:.3f}. {kept}")


def not_imported(imported: "Imported") -> Iterator[str]:
    """What to tell people of lines without a track."""
    for one in imported.unmatched:
        said = " – ".join(filter(None, (one.entry.artist, one.entry.title))) or one.entry.location
        if one.candidates:
            yield f"Line {one.entry.line}: {said} may be any of these:"
            yield from (f"  {track.id}  {describe(track)}  ({track.key})" for track in one.candidates)
        else:
            yield f"Line {one.entry.line}: there is no track for {said}"


def read_file(path: Path) -> bytes:
    """The file's bytes. NotFound and Invalid, for what cannot be read or is too large to be a playlist."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as fault:
        raise NotFound(f"There is no file {str(path)!r}.") from fault
    except OSError as fault:
        raise Invalid(f"{path} cannot be read: {fault.strerror}.", "file") from fault
    if len(data) > _LARGEST:
        raise Invalid(f"{path} is too large for a playlist.", "file")
    return data


def write_file(path: Path, data: bytes) -> None:
    """Write the file. Invalid when that cannot be."""
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise Invalid(f"{path} cannot be written: {fault.strerror}.", "file") from fault


def _grid(items: Sequence["PlacedTrack"]) -> Grid:
    rows = [
        (
            str(each.position + 1),
            describe(each.track),
            clock(each.track.metadata.duration) if each.track.metadata.duration else "",
            "missing" if each.track.missing_since else "",
            each.track.key,
        )
        for each in items
    ]
    columns = ["", "track", "length", "", "path"]
    return Grid(columns=columns, rows=rows, right=frozenset({"", "length"}), wide=frozenset({"track", "path"}))
