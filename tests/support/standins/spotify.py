"""A stand-in for Spotify's API and its tokens."""

import base64
import re
from dataclasses import dataclass, field

from litestar import Litestar, Request, Response, get, post

from musicsim.domain.model.beyond import ExternalTrack
from musicsim.domain.rules.matching import isrc_of
from musicsim.domain.rules.text import fold
from tests.support.standins.serving import Knobs, bearer, json_of

CLIENT, SECRET = "client", "spotify-s3cret"


@dataclass
class Spotify(Knobs):
    """Knows `tracks`. `token` is the one that holds; `issued` counts tokens; `dud` is what its token desk answers."""

    tracks: list[ExternalTrack] = field(default_factory=list)
    token: str = ""
    issued: int = 0
    dud: tuple[int, object] | None = None
    errors: list[tuple[int, object, dict[str, str]]] = field(default_factory=list)
    items: list[object] = field(default_factory=list)

    def application(self) -> Litestar:
        handlers = [self._token(), self._track(), self._search()]
        return Litestar(handlers, openapi_config=None, logging_config=None)

    def _token(self):
        @post("/api/token", status_code=200)
        async def token(request: Request) -> Response:
            if self.dud:
                return json_of(self.dud[1], self.dud[0])
            expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            form = await request.form()
            if request.headers["authorization"] != f"Basic {expected}":
                return json_of({"error": "invalid_client", "error_description": "Invalid client"}, 400)
            assert form["grant_type"] == "client_credentials"
            self.issued += 1
            self.token = f"spotify-s3cret-token-{self.issued}"
            return json_of({"access_token": self.token, "token_type": "Bearer", "expires_in": 3600})

        return token

    def _refusal(self, request: Request) -> Response | None:
        if self.errors:
            status, body, headers = self.errors.pop(0)
            return Response(body, status_code=status, headers=headers, media_type="application/json")
        if bearer(request) != self.token:
            return json_of({"error": {"status": 401, "message": "Invalid access token"}}, 401)
        return None

    def _track(self):
        @get("/v1/tracks/{id:str}")
        async def track(request: Request) -> Response:
            if refusal := self._refusal(request):
                return refusal
            wanted = request.path_params["id"]
            assert re.fullmatch(r"\w{22}", wanted)
            found = next((one for one in self.tracks if one.id.id == wanted), None)
            return json_of(_told(found)) if found else json_of({"error": {"status": 404, "message": "No."}}, 404)

        return track

    def _search(self):
        @get("/v1/search")
        async def search(request: Request) -> Response:
            if refusal := self._refusal(request):
                return refusal
            query = request.query_params
            assert query["type"] == "track"
            assert len(query["q"]) <= 250
            limit = int(query.get("limit", 5))
            if not 1 <= limit <= 10:
                return json_of({"error": {"status": 400, "message": "Invalid limit"}}, 400)
            found = [_told(one) for one in self.tracks if _fits(one, query["q"])]
            return json_of({"tracks": {"items": [*self.items, *found][:limit], "limit": limit}})

        return search


def _fits(track: ExternalTrack, query: str) -> bool:
    if found := re.fullmatch(r"isrc:(\w+)", query):
        return isrc_of(track.isrc) == found[1]
    found = re.fullmatch(r"(?:track:(.*?))?\s*(?:artist:(.*))?", query)
    assert found, query
    title, artist = fold(found[1] or ""), fold(found[2] or "")
    return set(title.split()) <= set(fold(track.title).split()) and set(artist.split()) <= set(
        fold(track.artist).split()
    )


def _told(track: ExternalTrack) -> dict:
    images = [{"url": f"{track.cover}", "width": 300, "height": 300}, {"url": f"{track.cover}-small", "width": 64}]
    return {
        "id": track.id.id,
        "name": track.title,
        "type": "track",
        "artists": [{"name": name, "id": "x"} for name in track.artist.split(", ")],
        "album": {"name": track.album, "images": images if track.cover else []},
        "external_ids": {"isrc": track.isrc} if track.isrc else {},
        "external_urls": {"spotify": track.link},
        "duration_ms": round(track.duration * 1000) if track.duration else 0,
        "is_local": False,
    }
