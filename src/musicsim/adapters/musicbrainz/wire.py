"""What MusicBrainz tells of a recording."""

from typing import TypeVar

import msgspec

from musicsim.domain.model.beyond import MUSICBRAINZ, ExternalId, ExternalTrack
from musicsim.domain.rules.external_ids import LONGEST_NAME, is_mbid
from musicsim.domain.rules.matching import isrc_of
from musicsim.domain.rules.web_answers import garbled, readable

SERVICE = "musicbrainz"
PAGES = "https://musicbrainz.org/recording/"
COVERS = "https://coverartarchive.org/release/"

T = TypeVar("T")


class _Credit(msgspec.Struct, frozen=True):
    name: str = ""
    joinphrase: str = ""


class _Release(msgspec.Struct, frozen=True):
    id: str = ""
    title: str = ""


class Recording(msgspec.Struct, frozen=True, rename="kebab"):
    """`length` in milliseconds."""

    id: str
    title: str
    artist_credit: list[_Credit] | None = None
    releases: list[_Release] | None = None
    isrcs: list[str] | None = None
    length: float | None = None


class Recordings(msgspec.Struct, frozen=True):
    """Of a search, or of an ISRC."""

    recordings: list[Recording]


def decoded(body: bytes, kind: type[T]) -> T:
    """The answer. Garbled when it is none."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise garbled(SERVICE, str(fault)[:200]) from None


def described(recording: Recording) -> ExternalTrack:
    """The cover's address is that of its first release's front, whether or not there is one: asking tells."""
    release = (recording.releases or [_Release()])[0]
    codes = [code for text in recording.isrcs or () if (code := isrc_of(text))]
    artist = "".join(f"{credit.name}{credit.joinphrase}" for credit in recording.artist_credit or ())
    return ExternalTrack(
        id=ExternalId(MUSICBRAINZ, recording.id),
        title=readable(recording.title, LONGEST_NAME),
        artist=readable(artist, LONGEST_NAME),
        album=readable(release.title, LONGEST_NAME),
        cover=f"{COVERS}{release.id}/front-500" if is_mbid(release.id) else "",
        link=f"{PAGES}{recording.id}",
        isrc=codes[0] if codes else "",
        duration=recording.length / 1000 if recording.length and recording.length > 0 else None,
    )
