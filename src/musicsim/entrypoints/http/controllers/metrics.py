"""Measurements for Prometheus."""

from litestar import Response, get

from musicsim.entrypoints.http.documentation import content, open_problems
from musicsim.entrypoints.http.injected import InjectedApplication


@get(
    "/metrics",
    operation_id="get_metrics",
    summary="Measurements for Prometheus",
    tags=["operation"],
    responses=open_problems() | {200: content(str, "text/plain", "In the format that Prometheus scrapes")},
)
async def show_metrics(application: InjectedApplication) -> Response[bytes]:
    """Counters and durations of this process."""
    exposition, media_type = application.render_metrics()
    return Response(exposition, media_type=media_type)
