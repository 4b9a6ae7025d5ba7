"""Recordings that are heard in the same sessions."""

from dataclasses import dataclass
from urllib.parse import urlencode

import msgspec

from musicsim.domain.model.beyond import (
    ANYTHING,
    MUSICBRAINZ,
    ExternalId,
    Preparing,
    SimilarityFilter,
    Suggestion,
    Suggestions,
)
from musicsim.domain.model.web import WebRequest
from musicsim.domain.rules.external_ids import LONGEST_NAME, is_mbid
from musicsim.domain.rules.recommending import tidy
from musicsim.domain.rules.web_answers import garbled, raise_for_fault, readable
from musicsim.domain.rules.wishes import checked_limit, checked_prompt
from musicsim.ports.clock import Clock
from musicsim.ports.similarity_provider import SimilarityProvider
from musicsim.ports.web import Web

SERVICE = "listenbrainz"
ENDPOINT = "https://labs.api.listenbrainz.org"
ALGORITHM = "session_based_days_7500_session_300_contribution_5_threshold_15_limit_50_skip_30"
"""Which of its data sets; they are renewed under new names now and then."""


class _Recording(msgspec.Struct, frozen=True):
    recording_mbid: str
    recording_name: str | None = None
    artist_credit_name: str | None = None
    score: float | None = None


@dataclass(frozen=True, kw_only=True)
class ListenBrainzSimilarity(SimilarityProvider):
    """Seeds and answers are ids of MusicBrainz. It knows nothing of sound, so it takes no conditions and no words.

    Of a recording that few people listen to it knows as little as of one that does not exist.
    """

    web: Web
    clock: Clock
    endpoint: str = ENDPOINT
    algorithm: str = ALGORITHM

    @property
    def name(self) -> str:
        return SERVICE

    @property
    def catalogue(self) -> str:
        return MUSICBRAINZ

    @property
    def knows_sound(self) -> bool:
        return False

    async def similar(
        self, seed: ExternalId, limit: int, where: SimilarityFilter = ANYTHING
    ) -> Suggestions | Preparing | None:
        checked_limit(limit)
        if seed.catalogue != MUSICBRAINZ or not is_mbid(seed.id):
            return None
        found = await self._recordings(seed.id)
        highest = max((one.score or 0.0 for one in found), default=0.0) or 1.0
        known = [_suggestion(one, highest) for one in found if is_mbid(one.recording_mbid)]
        return tidy(known, limit, seed) if found else None

    async def described(self, prompt: str, limit: int) -> Suggestions | None:
        checked_limit(limit)
        checked_prompt(prompt)
        return None

    async def _recordings(self, mbid: str) -> list[_Recording]:
        query = urlencode({"recording_mbids": mbid, "algorithm": self.algorithm})
        request = WebRequest(method="GET", url=f"{self.endpoint}/similar-recordings/json?{query}")
        answer = await self.web.ask(SERVICE, request)
        raise_for_fault(SERVICE, answer, self.clock.now())
        try:
            return msgspec.json.decode(answer.body, type=list[_Recording])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            raise garbled(SERVICE, str(fault)[:200]) from None


def _suggestion(one: _Recording, highest: float) -> Suggestion:
    label = " - ".join(part for part in (one.artist_credit_name, one.recording_name) if part)
    external, score = ExternalId(MUSICBRAINZ, one.recording_mbid), (one.score or 0.0) / highest
    return Suggestion(external, score, readable(label, LONGEST_NAME))
