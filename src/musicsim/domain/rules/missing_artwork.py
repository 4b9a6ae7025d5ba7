"""Which albums need a picture, which of them first, and when to look again."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.painting import AlbumFacts, ArtworkSearch, ArtworkState, Outcome, Tried
from musicsim.domain.rules.retrying import Backoff

FAILED_AGAIN = Backoff(first=300.0, factor=3.0, most=86_400.0)
"""Seconds until sources that could not be asked are asked again: from minutes to a day."""

ABSENT_AGAIN = timedelta(days=30)
"""Until an album that nobody has a picture for is looked at again: catalogues grow, providers get installed."""


_FILES = frozenset({ArtworkSource.TAGS, ArtworkSource.FOLDER})
"""Pictures that go before any that is made, whoever asks for it."""


def why_not(facts: AlbumFacts, generators: Collection[str]) -> str:
    """Why nothing is to be made for the album, for people; "" when something is.

    `generators` are the names of those that could paint, in any order.
    """
    if facts.pictures & _FILES or (facts.pictures and not _asked_for(facts.search)):
        return f"it has a picture ({min(facts.pictures)})"
    if not facts.analysed:
        return "none of its tracks was listened to yet"
    if not generators:
        return "no generator is configured"
    if not usable(facts, list(generators)) and not _asked_for(facts.search):
        return "the pictures of every generator were rejected"
    return ""


def usable(facts: AlbumFacts, generators: Sequence[str]) -> list[str]:
    """The generators to ask, in their order, without those whose pictures a person rejected."""
    return [name for name in generators if name not in facts.rejected]


def is_due(search: ArtworkSearch | None, now: datetime) -> bool:
    """Whether the time has come. What was found is not looked for again, however long ago."""
    if search is None or search.state is ArtworkState.WAITING:
        return True
    return search.state is not ArtworkState.FOUND and search.next_try is not None and search.next_try <= now


def due_albums(albums: Iterable[AlbumFacts], generators: Collection[str], now: datetime) -> list[AlbumFacts]:
    """Those that need a picture now: what a person asks for first, then the most recently played, then the most
    recently added, ties by name.

    A failed search comes behind all that were not tried, whoever plays it: one broken album must not keep the others
    waiting.
    """
    due = [facts for facts in albums if not why_not(facts, generators) and is_due(facts.search, now)]
    return sorted(due, key=_urgency)


def _urgency(facts: AlbumFacts) -> tuple[bool, int, float, float, str]:
    attempts = facts.search.attempts if facts.search else 0
    played = facts.last_played.timestamp() if facts.last_played else float("-inf")
    idle = attempts > 0 or not _asked_for(facts.search)
    return idle, attempts, -played, -facts.added_at.timestamp(), facts.album


def settled(
    search: ArtworkSearch, tried: Sequence[Tried], now: datetime, chance: float, image: str = ""
) -> ArtworkSearch:
    """The row after an attempt that asked `tried`, in their order; `chance` in 0 … 1 spreads the next ones.

    FOUND when one found something, which is `image` from then on; FAILED when none did and one failed; else ABSENT,
    as when nobody was asked. What was shown before stays unless something was found.
    """
    outcomes = {one.outcome for one in tried}
    after = replace(search, tried=tuple(tried), changed_at=now)
    if Outcome.FOUND in outcomes:
        return replace(after, state=ArtworkState.FOUND, attempts=0, next_try=None, image=image, wanted=None)
    again = replace(after, attempts=search.attempts + 1)
    if Outcome.FAILED in outcomes:
        backoff = timedelta(seconds=FAILED_AGAIN.seconds(search.attempts, chance))
        return replace(again, state=ArtworkState.FAILED, next_try=now + backoff)
    if search.image:  # another one was wanted, and nobody makes it
        return replace(again, state=ArtworkState.FOUND, next_try=None, wanted=None)
    return replace(again, state=ArtworkState.ABSENT, next_try=now + ABSENT_AGAIN, wanted=None)


def wanted_anew(search: ArtworkSearch, generator: str = "") -> ArtworkSearch:
    """The row when a person asks for another picture: due at once, its trace kept until something replaces it, and
    what is shown, too.
    """
    waiting = replace(search, state=ArtworkState.WAITING, attempts=0, next_try=None)
    return replace(waiting, wanted=generator)


def rejected_by(search: ArtworkSearch, others: Collection[str]) -> ArtworkSearch:
    """The row when a person does not want the picture that is shown; `others` are generators left to be asked."""
    state = ArtworkState.WAITING if others else ArtworkState.ABSENT
    return replace(search, state=state, attempts=0, next_try=None, image="", wanted=None)


def shows(search: ArtworkSearch, image: str) -> ArtworkSearch:
    """The row when a person says what is shown."""
    return replace(search, state=ArtworkState.FOUND, attempts=0, next_try=None, image=image, wanted=None)


def _asked_for(search: ArtworkSearch | None) -> bool:
    return search is not None and search.wanted is not None
