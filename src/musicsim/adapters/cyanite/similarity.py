"""Tracks of Spotify that sound like another one."""

from dataclasses import dataclass

from musicsim.adapters.cyanite.graphql import SERVICE, GraphQl
from musicsim.adapters.cyanite.questions import ENQUEUE, FREE_TEXT, similar
from musicsim.adapters.cyanite.wire import (
    Described,
    Edge,
    Enqueued,
    FreeTextSearchError,
    LibraryTrackNotFoundError,
    Similar,
    SimilarTracksError,
    SpotifyTrackEnqueueError,
    SpotifyTrackError,
)
from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.beyond import (
    ANYTHING,
    CYANITE,
    SPOTIFY,
    ExternalId,
    Preparing,
    SimilarityFilter,
    Suggestions,
)
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.rules.external_ids import LONGEST_NAME, is_spotify_id
from musicsim.domain.rules.recommending import by_rank, tidy
from musicsim.domain.rules.web_answers import garbled, readable
from musicsim.domain.rules.wishes import checked_limit, checked_prompt
from musicsim.ports.similarity_provider import SimilarityProvider

_LISTENING = 120.0
"""Seconds after which Cyanite has usually listened to a track of Spotify."""

_NO_RIGHT = "notEligible"
_NOT_YET = "trackNotAnalyzed"
_NO_INDEX = frozenset({"crateNotFound", "indexNotFound"})
_MOST = 100


@dataclass(frozen=True)
class CyaniteSimilarity(SimilarityProvider):
    """Seeds are ids of Spotify, or of tracks that were uploaded to Cyanite; answers are ids of Spotify.

    A track of Spotify that Cyanite has not listened to is enqueued, and `Preparing` says so.
    """

    api: GraphQl

    @property
    def name(self) -> str:
        return SERVICE

    @property
    def catalogue(self) -> str:
        return SPOTIFY

    @property
    def knows_sound(self) -> bool:
        return True

    async def similar(
        self, seed: ExternalId, limit: int, where: SimilarityFilter = ANYTHING
    ) -> Suggestions | Preparing | None:
        first = min(checked_limit(limit) + 1, _MOST)  # the seed itself may be among them
        if seed.catalogue not in {SPOTIFY, CYANITE}:
            return None
        data = await self.api.ask(similar(seed.catalogue, where), {"id": seed.id, "first": first}, Similar)
        track = data.track
        if isinstance(track, SpotifyTrackError | LibraryTrackNotFoundError):
            return None
        found = track.similarTracks
        if not isinstance(found, SimilarTracksError):
            return _suggested(found.edges, limit, seed)
        if found.code == _NOT_YET:
            return await self._enqueued(seed)
        raise _refusal(found.code, found.message)

    async def described(self, prompt: str, limit: int) -> Suggestions | None:
        variables: dict[str, object] = {"text": checked_prompt(prompt), "first": checked_limit(limit)}
        found = (await self.api.ask(FREE_TEXT, variables, Described)).freeTextSearch
        if isinstance(found, FreeTextSearchError):
            raise _refusal(found.code, found.message)
        return _suggested(found.edges, limit, None)

    async def _enqueued(self, seed: ExternalId) -> Preparing:
        """Tracks that were uploaded are listened to by themselves."""
        if seed.catalogue == SPOTIFY:
            enqueued = (await self.api.ask(ENQUEUE, {"id": seed.id}, Enqueued)).spotifyTrackEnqueue
            if isinstance(enqueued, SpotifyTrackEnqueueError):
                message = f"Cyanite does not listen to this track: {readable(enqueued.message)}"
                raise Refused(SERVICE, RefusalReason.REQUEST, message)
        return Preparing(_LISTENING)


def _suggested(edges: list[Edge], limit: int, seed: ExternalId | None) -> Suggestions:
    known = [edge.node for edge in edges if is_spotify_id(edge.node.id)]
    nodes = [(ExternalId(SPOTIFY, node.id), readable(node.title, LONGEST_NAME)) for node in known]
    return tidy(by_rank(nodes), limit, seed)


def _refusal(code: str, message: str) -> MusicsimError:
    if code == _NO_RIGHT:
        return Refused(SERVICE, RefusalReason.CREDENTIALS, "Our account at Cyanite has no right to similar tracks.")
    if code in _NO_INDEX:
        return Refused(SERVICE, RefusalReason.REQUEST, f"Cyanite has no catalogue to look in: {readable(message)}")
    return garbled(SERVICE, f"it tells of an error {code[:50]!r}, which is not known here")
