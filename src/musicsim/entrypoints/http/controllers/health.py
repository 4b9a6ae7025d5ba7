"""Whether the process lives and whether it can work."""

from litestar import Response, Router, get
from litestar.openapi import ResponseSpec

from musicsim.entrypoints.http.access import PUBLIC
from musicsim.entrypoints.http.documentation import NOBODY, content, open_problems
from musicsim.entrypoints.http.health import Alive, NotReady, Ready
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.problems import KINDS, MEDIA_TYPE
from musicsim.entrypoints.schemas.finding import Finding

_NOT_READY = ResponseSpec(NotReady, generate_examples=False, description="Not ready", media_type=MEDIA_TYPE)


@get("/live", operation_id="get_liveness", summary="Whether the process answers", responses=open_problems())
async def live() -> Alive:
    """Asks nothing of any service: for what restarts a process that hangs."""
    return Alive()


@get(
    "/ready",
    operation_id="get_readiness",
    summary="Whether every required part works",
    responses=open_problems() | {200: content(Ready, "application/json", "Ready, if with less"), 503: _NOT_READY},
)
async def ready(application: InjectedApplication) -> Ready | Response[NotReady]:
    """Looks at the database, without which nothing is answered, and at the vector index and the library, without
    which the rest still is: then the status is "degraded".
    """
    found = [Finding.of(finding) for finding in await application.check_readiness()]
    broken = [finding for finding in found if finding.required and not finding.healthy]
    if not broken:
        return Ready(found, "ready" if all(finding.healthy for finding in found) else "degraded")
    kind = KINDS[503]
    problem = NotReady(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=" ".join(f"{finding.part}: {finding.seen} {finding.remedy}".strip() for finding in broken),
        instance="/api/v1/health/ready",
        findings=found,
    )
    return Response(problem, status_code=503, media_type=MEDIA_TYPE)


router = Router("/health", route_handlers=[live, ready], tags=["health"], opt={"access": PUBLIC}, security=NOBODY)
