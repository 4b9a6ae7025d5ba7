"""What is told of pictures: a search in a line, or all that is known of one."""

from typing import TYPE_CHECKING

from musicsim.entrypoints.cli.output import Grid, Output

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from musicsim.bootstrap import Application
    from musicsim.domain.model.album_picture import AlbumPicture, ArtworkAccount, ListedSearch
    from musicsim.domain.model.painting import ArtworkSearch, Subject


def one_line(search: "ArtworkSearch") -> str:
    """What became of a search."""
    return f"{search.album}  {search.state}  {_last(search)}"


def job_rows(listed: "Sequence[ListedSearch]") -> list[tuple[str, ...]]:
    """A row each: id, state, attempts, artist, title, who had the last word."""
    return [
        (one.search.album, one.search.state, str(one.search.attempts), one.artist, one.name, _last(one.search))
        for one in listed
    ]


async def explain_picture(output: Output, application: "Application", subject: "Subject") -> None:
    """All that is known of a picture: what is shown, the trace, what was made."""
    account = await application.painting.explain(subject)
    if output.as_json:
        from musicsim.entrypoints.schemas.artwork import ArtworkDetails

        output.document(ArtworkDetails.of(account))
        return
    rows = [("id", subject.id), ("shown", _shown(account)), *_state(account.search)]
    output.grid(Grid(columns=("", ""), rows=[row for row in rows if row[1]], wide=frozenset({""})))
    if account.search is not None and account.search.tried:
        trace = [(one.source, one.outcome, _at(one.at), one.detail) for one in account.search.tried]
        columns = ("asked", "said", "at", "because")
        output.grid(Grid(title="The last attempt", columns=columns, rows=trace, wide=frozenset({"because"})))
    if account.pictures:
        made = [_kept(account, one) for one in account.pictures]
        about = ("picture", "by", "model", "at", "now", "from the words")
        output.grid(Grid(title="Pictures", columns=about, rows=made, wide=frozenset({"from the words"})))


def _shown(account: "ArtworkAccount") -> str:
    if account.shown is None:
        files = account.search is not None and account.search.state == "found" and not account.search.image
        return "what its files bring" if files else "none that is known of"
    origin = f" ({account.shown.origin})" if account.shown.origin else ""
    return f"{account.shown.source}{origin}"


def _state(search: "ArtworkSearch | None") -> list[tuple[str, str]]:
    if search is None:
        return [("search", "nobody looked yet")]
    again = _at(search.next_try) if search.next_try else ""
    return [("search", search.state), ("attempts", str(search.attempts or "")), ("again", again)]


def _kept(account: "ArtworkAccount", picture: "AlbumPicture") -> tuple[str, ...]:
    about = picture.about
    now = "rejected" if picture.rejected_at else ""
    if account.search is not None and account.search.image == picture.id:
        now = now or "shown"
    return picture.id, about.provider or str(picture.source), about.model, _at(picture.made_at), now, about.prompt


def _last(search: "ArtworkSearch") -> str:
    if not search.tried:
        return ""
    line = search.tried[-1]
    return f"{line.source}: {line.detail}" if line.detail else line.source


def _at(moment: "datetime") -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
