"""Where pictures of albums come from, and what became of looking for them."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from musicsim.domain.model import painting as domain
from musicsim.domain.model.album_picture import AlbumPicture, ArtworkAccount, ListedSearch
from musicsim.domain.model.artwork import Artwork, ArtworkSource
from musicsim.domain.model.page import Page
from musicsim.domain.model.painting import ArtworkSearch, ArtworkState, Outcome, Subject


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the trace: who was asked for a picture, when, and what came of it, in words as well."""

    source: str
    outcome: Outcome
    at: datetime
    detail: str

    @classmethod
    def of(cls, line: domain.Tried) -> "Tried":
        return cls(source=line.source, outcome=line.outcome, at=line.at, detail=line.detail)


class ArtworkJob(msgspec.Struct, frozen=True, kw_only=True):
    """What became of looking for one picture: of an album or, where `track_id` is set, of a track that is on none.

    `attempts` counts those that came to nothing, `next_try` is when it is looked for again by itself. `wanted` is the
    generator that somebody asks for another picture, "" for any, null when nobody asks. `tried` is the last attempt.
    """

    album_id: str | None
    track_id: str | None
    state: ArtworkState
    attempts: int
    next_try: datetime | None
    wanted: str | None
    changed_at: datetime | None
    tried: list[Tried]

    @classmethod
    def of(cls, search: ArtworkSearch) -> "ArtworkJob":
        return cls(**_job(search))


class ListedArtworkJob(ArtworkJob, frozen=True, kw_only=True):
    """The same with what the album or track is called; "" when it is no longer there."""

    title: str
    artist: str

    @classmethod
    def of_listed(cls, listed: ListedSearch) -> "ListedArtworkJob":
        return cls(**_job(listed.search), title=listed.name, artist=listed.artist)


class ArtworkJobPage(msgspec.Struct, frozen=True):
    """Some jobs and, when there are more, the cursor to ask for the next ones with."""

    items: list[ListedArtworkJob]
    next: str | None = None

    @classmethod
    def of(cls, page: Page[ListedSearch]) -> "ArtworkJobPage":
        return cls([ListedArtworkJob.of_listed(one) for one in page.items], page.next)


class ArtworkNews(msgspec.Struct, frozen=True):
    """The latest jobs that changed; what their albums and tracks look like may have, too."""

    items: list[ArtworkJob]

    @classmethod
    def of(cls, page: Page[ListedSearch]) -> "ArtworkNews":
        return cls([ArtworkJob.of(one.search) for one in page.items])


class ArtworkDue(msgspec.Struct, frozen=True):
    """How many pictures are looked for again."""

    due: int


class ShownPicture(msgspec.Struct, frozen=True, kw_only=True):
    """The picture that is shown: `version` names it, `origin` is the file of the library that it was taken from."""

    version: str
    source: ArtworkSource
    origin: str
    since: datetime

    @classmethod
    def of(cls, artwork: Artwork) -> "ShownPicture | None":
        if artwork.source is None:
            return None
        source, since = artwork.source, artwork.looked_at
        return cls(version=artwork.picture[:32], source=source, origin=artwork.origin, since=since)


class KeptPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that was made or uploaded: by which generator and model, from which words, at what cost.

    These are "" for one that a person brought, and for what was painted from the sound alone.
    """

    id: str
    version: str
    source: ArtworkSource
    generator: str
    model: str
    prompt: str
    cost: float
    made_at: datetime
    rejected_at: datetime | None

    @classmethod
    def of(cls, picture: AlbumPicture) -> "KeptPicture":
        return cls(
            id=picture.id,
            version=picture.picture[:32],
            source=picture.source,
            generator=picture.about.provider,
            model=picture.about.model,
            prompt=picture.about.prompt,
            cost=picture.about.cost,
            made_at=picture.made_at,
            rejected_at=picture.rejected_at,
        )


class ArtworkDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown and why: of an album or, where `track_id` is set, of a track that is on none.

    `pictures` are those that were made or uploaded, the latest first; `generators` can be asked for another one.
    """

    album_id: str | None
    track_id: str | None
    shown: ShownPicture | None
    job: ArtworkJob | None
    pictures: list[KeptPicture]
    generators: list[str]

    @classmethod
    def of(cls, account: ArtworkAccount) -> "ArtworkDetails":
        album, track = _ids(account.subject)
        return cls(
            album_id=album,
            track_id=track,
            shown=ShownPicture.of(account.shown) if account.shown else None,
            job=ArtworkJob.of(account.search) if account.search else None,
            pictures=[KeptPicture.of(one) for one in account.pictures],
            generators=list(account.generators),
        )


class AnotherPicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is to make another picture; "": the first who can."""

    generator: Annotated[str, Meta(max_length=40)] = ""


class WantedPicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which picture is to be shown again; null: the latest that is not shown."""

    picture_id: Annotated[str, Meta(min_length=1, max_length=40)] | None = None


def _ids(subject: Subject) -> tuple[str | None, str | None]:
    return (None, subject.id) if subject.alone else (subject.id, None)


def _job(search: ArtworkSearch) -> dict[str, Any]:
    album, track = _ids(search.subject)
    return {
        "album_id": album,
        "track_id": track,
        "state": search.state,
        "attempts": search.attempts,
        "next_try": search.next_try,
        "wanted": search.wanted,
        "changed_at": search.changed_at,
        "tried": [Tried.of(line) for line in search.tried],
    }
