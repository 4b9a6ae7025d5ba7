"""Stand-ins for painters: LimeWire, and a server that speaks OpenAI's protocol."""

from base64 import b64encode
from dataclasses import dataclass, field

from litestar import Litestar, Request, Response, get, post

from musicsim.adapters.memory.images import plain_png
from tests.support.standins.serving import Knobs, bearer, json_of

TOKEN = "painter-s3cret"


@dataclass
class Painter(Knobs):
    """Knobs: `disliked` words are not painted; `gone` pictures are not there; `canvas` is what is painted.

    `bodies` tells what was ordered. `answer` replaces what is said of a picture.
    """

    disliked: set[str] = field(default_factory=set)
    gone: bool = False
    canvas: bytes = field(default_factory=lambda: plain_png(64))
    bodies: list[dict] = field(default_factory=list)
    answer: tuple[int, object] | None = None

    def _picture(self):
        @get("/assets/{name:str}")
        async def picture(request: Request) -> Response:
            if self.gone:
                return json_of({}, 404)
            return Response(self.canvas, media_type="image/png")

        return picture

    def _dislikes(self, body: dict) -> bool:
        return any(word in body["prompt"] for word in self.disliked)


@dataclass
class LimeWire(Painter):
    """`politely` declines with a problem document, else with a picture that failed."""

    politely: bool = False
    used: float | None = 0.99

    def application(self) -> Litestar:
        @post("/api/image/generation", status_code=200)
        async def generate(request: Request) -> Response:
            if bearer(request) != TOKEN:
                return json_of({"title": "Unauthorized", "status": 401}, 401, "application/problem+json")
            assert request.headers["x-api-version"] == "v1"
            body = await request.json()
            self.bodies.append(body)
            if self.answer:
                return json_of(self.answer[1], self.answer[0])
            if self._dislikes(body) and self.politely:
                return json_of({"title": "Bad request", "detail": "The prompt violates our policy."}, 400)
            declined = self._dislikes(body)
            asset = {"asset_id": "1", "asset_url": f"{self.address}/assets/1?sig=s3cret", "type": "image/png"}
            return json_of(
                {
                    "id": "1",
                    "status": "FAILED" if declined else "COMPLETED",
                    "failure_code": "moderation" if declined else None,
                    "failure_reason": "Not this." if declined else None,
                    "credits_used": 0 if declined else self.used,
                    "credits_remaining": 8.01,
                    "data": [] if declined else [asset],
                }
            )

        return Litestar([generate, self._picture()], openapi_config=None, logging_config=None)


@dataclass
class OpenAi(Painter):
    """Answers with bytes, or with an address when `by_address`."""

    by_address: bool = False

    def application(self) -> Litestar:
        @post("/v1/images/generations", status_code=200)
        async def generate(request: Request) -> Response:
            if bearer(request) != TOKEN:
                return json_of({"error": {"message": "Incorrect API key", "code": "invalid_api_key"}}, 401)
            body = await request.json()
            assert "response_format" not in body
            self.bodies.append(body)
            if self.answer:
                return json_of(self.answer[1], self.answer[0])
            if self._dislikes(body):
                fault = {"message": "Your request was rejected.", "type": "user_error", "code": "moderation_blocked"}
                return json_of({"error": fault}, 400)
            picture = {"b64_json": b64encode(self.canvas).decode()}
            if self.by_address:
                picture = {"url": f"{self.address}/assets/1"}
            return json_of({"created": 1, "data": [picture], "usage": {}})

        return Litestar([generate, self._picture()], openapi_config=None, logging_config=None)
