"""Recordings of MusicBrainz."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from musicsim.adapters.musicbrainz.wire import SERVICE, Recording, Recordings, decoded, described
from musicsim.domain.model.beyond import MUSICBRAINZ, ExternalTrack, SoughtTrack
from musicsim.domain.model.outside import Throttled
from musicsim.domain.model.web import WebRequest
from musicsim.domain.rules.external_ids import is_mbid
from musicsim.domain.rules.matching import isrc_of
from musicsim.domain.rules.web_answers import raise_for_fault
from musicsim.ports.clock import Clock
from musicsim.ports.metadata_provider import MetadataProvider
from musicsim.ports.web import Web

ENDPOINT = "https://musicbrainz.org/ws/2"

_MOST = 10
_BUSY = 2.0
"""Seconds to wait when it says that we are too fast, which it does with 503."""

_PARTS = "artist-credits releases isrcs"
_LONGEST = 200
_SYNTAX = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')


@dataclass(frozen=True, kw_only=True)
class MusicBrainzMetadata(MetadataProvider):
    """Its web has to say who asks, and its guard to ask once a second at most."""

    web: Web
    clock: Clock
    endpoint: str = ENDPOINT

    @property
    def name(self) -> str:
        return SERVICE

    @property
    def catalogue(self) -> str:
        return MUSICBRAINZ

    async def find(self, sought: SoughtTrack) -> list[ExternalTrack]:
        found = await self._by_isrc(isrc_of(sought.isrc)) or await self._by_words(sought)
        return [described(one) for one in found[:_MOST] if is_mbid(one.id)]

    async def get(self, track_id: str) -> ExternalTrack | None:
        if not is_mbid(track_id):
            return None
        body = await self._asked(f"recording/{track_id}", {"inc": _PARTS})
        return described(decoded(body, Recording)) if body is not None else None

    async def _by_isrc(self, code: str) -> list[Recording]:
        body = await self._asked(f"isrc/{code}", {"inc": _PARTS}) if code else None
        return decoded(body, Recordings).recordings if body is not None else []

    async def _by_words(self, sought: SoughtTrack) -> list[Recording]:
        parts = [("recording", _quoted(sought.title)), ("artist", _quoted(sought.artist))]
        query = " AND ".join(f"{field}:{words}" for field, words in parts if words)
        body = await self._asked("recording", {"query": query, "limit": str(_MOST)}) if query else None
        return decoded(body, Recordings).recordings if body is not None else []

    async def _asked(self, path: str, query: Mapping[str, str]) -> bytes | None:
        """The answer's body, None when there is nothing there."""
        url = f"{self.endpoint}/{path}?{urlencode({**query, 'fmt': 'json'})}"
        answer = await self.web.ask(SERVICE, WebRequest(method="GET", url=url))
        if answer.status == 404:
            return None
        if answer.status == 503 and "retry-after" not in answer.headers:
            raise Throttled(SERVICE, "MusicBrainz asks us to come back later.", _BUSY)
        raise_for_fault(SERVICE, answer, self.clock.now())
        return answer.body


def _quoted(text: str) -> str:
    """A phrase for Lucene, "" for nothing."""
    bare = _SYNTAX.sub(r"\\\1", " ".join(text.split())[:_LONGEST])
    return f'"{bare}"' if bare else ""
