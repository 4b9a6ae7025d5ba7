"""Tracks in Spotify's catalogue."""

import re
from dataclasses import dataclass

from musicsim.adapters.spotify.client import SpotifyClient
from musicsim.adapters.spotify.wire import SERVICE, track_in, tracks_in
from musicsim.domain.model.beyond import SPOTIFY, ExternalTrack, SoughtTrack
from musicsim.domain.rules.external_ids import is_spotify_id
from musicsim.domain.rules.matching import isrc_of
from musicsim.domain.rules.web_answers import garbled
from musicsim.ports.metadata_provider import MetadataProvider

_MOST = 10
"""Results of a search: more are refused."""

_LONGEST = 100
"""Characters of each part of a search; the whole may have 250."""

_ABSENT = frozenset({400, 404})


@dataclass(frozen=True)
class SpotifyMetadata(MetadataProvider):
    """One track a question: there are no questions for several any more. See RememberingMetadataProvider."""

    client: SpotifyClient

    @property
    def name(self) -> str:
        return SERVICE

    @property
    def catalogue(self) -> str:
        return SPOTIFY

    async def find(self, sought: SoughtTrack) -> list[ExternalTrack]:
        code = isrc_of(sought.isrc)
        return (await self._search(f"isrc:{code}") if code else []) or await self._search(_words(sought))

    async def get(self, track_id: str) -> ExternalTrack | None:
        if not is_spotify_id(track_id):
            return None
        answer = await self.client.call(lambda spotify: _there(spotify.track(track_id)), _ABSENT)
        return track_in(answer) if answer is not None else None

    async def _search(self, query: str) -> list[ExternalTrack]:
        if not query:
            return []
        answer = await self.client.call(lambda spotify: _there(spotify.search(query, limit=_MOST, type="track")))
        return tracks_in(answer)[:_MOST]


def _there(answer: object) -> object:
    """Spotipy gives None for what is no JSON."""
    if answer is None:
        raise garbled(SERVICE, "that is no JSON")
    return answer


def _words(sought: SoughtTrack) -> str:
    """A search by title and artist, whose own colons and quotes mean nothing."""
    parts = [("track", _plain(sought.title)), ("artist", _plain(sought.artist))]
    return " ".join(f"{field}:{words}" for field, words in parts if words)


def _plain(text: str) -> str:
    return " ".join(re.sub(r'[":*\\]', " ", text).split())[:_LONGEST]
