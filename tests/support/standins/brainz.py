"""Stand-ins for ListenBrainz and MusicBrainz."""

import re
from dataclasses import dataclass, field

from litestar import Litestar, Request, Response, get

from musicsim.domain.model.beyond import ExternalTrack
from musicsim.domain.rules.text import fold
from tests.support.standins.serving import Knobs, json_of


@dataclass
class ListenBrainz(Knobs):
    """Recordings heard together, by id."""

    like: dict[str, list[dict]] = field(default_factory=dict)
    questions: list[dict[str, str]] = field(default_factory=list)

    def application(self) -> Litestar:
        @get("/similar-recordings/json")
        async def similar(request: Request) -> Response:
            self.questions.append(dict(request.query_params))
            return json_of(self.like.get(request.query_params["recording_mbids"], []))

        return Litestar([similar], openapi_config=None, logging_config=None)


@dataclass
class MusicBrainz(Knobs):
    """An encyclopaedia of `tracks`."""

    tracks: list[ExternalTrack] = field(default_factory=list)

    def application(self) -> Litestar:
        handlers = [self._one(), self._of_isrc(), self._search()]
        return Litestar(handlers, openapi_config=None, logging_config=None)

    def _one(self):
        @get("/ws/2/recording/{id:str}")
        async def one(request: Request) -> Response:
            assert request.url.query == "inc=artist-credits+releases+isrcs&fmt=json"
            wanted = request.path_params["id"]
            found = next((track for track in self.tracks if track.id.id == wanted), None)
            return json_of(_told(found)) if found else json_of({"error": "Not Found"}, 404)

        return one

    def _of_isrc(self):
        @get("/ws/2/isrc/{code:str}")
        async def of_isrc(request: Request) -> Response:
            found = [track for track in self.tracks if track.isrc == request.path_params["code"]]
            if not found:
                return json_of({"error": "Not Found"}, 404)
            return json_of({"isrc": found[0].isrc, "recordings": list(map(_told, found))})

        return of_isrc

    def _search(self):
        @get("/ws/2/recording")
        async def search(request: Request) -> Response:
            query, limit = request.query_params["query"], int(request.query_params["limit"])
            parts = re.findall(r'(recording|artist):"((?:[^"\\]|\\.)*)"', query)
            assert " AND ".join(f'{name}:"{words}"' for name, words in parts) == query
            wanted = {name: fold(re.sub(r"\\(.)", r"\1", words)) for name, words in parts}
            found = [
                track
                for track in self.tracks
                if wanted.get("recording", "") in fold(track.title) and wanted.get("artist", "") in fold(track.artist)
            ]
            return json_of({"count": len(found), "recordings": [_told(track) for track in found[:limit]]})

        return search


def _told(track: ExternalTrack) -> dict:
    releases = [{"id": track.cover.split("/")[4], "title": track.album}] if track.cover else []
    return {
        "id": track.id.id,
        "title": track.title,
        "length": round(track.duration * 1000) if track.duration else None,
        "artist-credit": [{"name": track.artist, "joinphrase": "", "artist": {"id": "x"}}],
        "releases": releases,
        "isrcs": [track.isrc] if track.isrc else [],
    }
