"""Measurements for Prometheus."""

import hmac
from typing import Any

from litestar import Request, Response, get

from musicsim.domain.errors import Unauthenticated
from musicsim.entrypoints.http.documentation import NOBODY, content, open_problems
from musicsim.entrypoints.http.injected import InjectedApplication


@get(
    "/metrics",
    operation_id="get_metrics",
    summary="Measurements for Prometheus",
    tags=["operation"],
    security=NOBODY,
    responses=open_problems(401) | {200: content(str, "text/plain", "In the format that Prometheus scrapes")},
)
async def show_metrics(application: InjectedApplication, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Counters and durations of this process. Open to everybody, unless `metrics_token` is set: then it is wanted."""
    token = application.settings.metrics_token
    shown = request.headers.get("authorization", "")
    if token and not hmac.compare_digest(shown.encode(), f"Bearer {token}".encode()):
        raise Unauthenticated("Send Authorization: Bearer, and the token that MUSICSIM_METRICS_TOKEN is.")
    exposition, media_type = application.render_metrics()
    return Response(exposition, media_type=media_type)
