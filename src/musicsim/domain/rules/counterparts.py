"""Which tracks of outside catalogues are ours."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from musicsim.domain.model.beyond import ExternalTrack, Freshness, SoughtTrack
from musicsim.domain.model.outside_track import Counterpart
from musicsim.domain.model.track import Track
from musicsim.domain.rules.freshness import DESCRIPTION, NOTHING
from musicsim.domain.rules.matching import ACCEPTED, isrc_of, plain_title, score
from musicsim.domain.rules.text import fold


def sought_of(track: Track) -> SoughtTrack:
    """What is looked for elsewhere when one of ours is meant."""
    about = track.metadata
    return SoughtTrack(
        title=about.title, artist=about.artist, album=about.album, duration=about.duration, isrc=about.isrc
    )


def name_of(sought: SoughtTrack) -> str:
    """A name for all that a search goes by: another name, perhaps another track."""
    length = "" if sought.duration is None else f"{sought.duration:.0f}"
    parts = (sought.isrc, fold(sought.title), fold(sought.artist), length)
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def holds(kept: Counterpart | None, sought: SoughtTrack, now: datetime) -> bool:
    """Whether it need not be looked for again."""
    if kept is None or kept.sought != name_of(sought):
        return False
    life = DESCRIPTION if kept.external is not None else NOTHING
    return life.of(kept.asked_at, now) is Freshness.FRESH


def titles_of(track: ExternalTrack) -> set[str]:
    """The folded titles that it may have here."""
    return {title for title in (fold(track.title), plain_title(track.title)) if title}


def our_own(track: ExternalTrack, candidates: Sequence[Track]) -> Track | None:
    """The surest of `candidates` to be that recording, the earlier of equal ones; None when none can be believed."""
    rated = [(score(sought_of(one), track), one) for one in candidates]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= ACCEPTED else None


def same_code(track: ExternalTrack, identified: dict[str, Track]) -> Track | None:
    """Ours with the same ISRC."""
    return identified.get(isrc_of(track.isrc)) if track.isrc else None
