"""Pictures that musicsim made of albums, or that people brought, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.model.artwork import Artwork, ArtworkSource
from musicsim.domain.model.identity import PictureId
from musicsim.domain.model.painting import ArtworkSearch, Provenance, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumPicture:
    """A picture that was kept for the subject whose id `album` is, shown or not.

    `picture` is the SHA-256 of its bytes as they came (hex), `source` GENERATED or UPLOADED. A person rejected it
    unless `rejected_at` is None.
    """

    id: PictureId
    album: str
    picture: str
    source: ArtworkSource
    about: Provenance
    made_at: datetime
    rejected_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSearch:
    """A search with the name of its album or track, and who that is by; "" when it is no longer there."""

    search: ArtworkSearch
    name: str = ""
    artist: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtworkAccount:
    """All that is known of the picture of a subject.

    `shown` is what stands for it now, None without any; `pictures` are all that were kept, the latest first;
    `search` is None when nobody looked; `generators` are those that could be asked, in their order.
    """

    subject: Subject
    shown: Artwork | None
    search: ArtworkSearch | None
    pictures: Sequence[AlbumPicture]
    generators: Sequence[str]
