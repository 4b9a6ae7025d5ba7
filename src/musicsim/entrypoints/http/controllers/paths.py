"""Ways from one track to another."""

from typing import Annotated

from litestar import Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter, SkipValidation

from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.narrowing import Narrowing
from musicsim.domain.model.path import MOST_STOPS, PathOptions
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.filters import narrowing
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedCaller
from musicsim.entrypoints.schemas.path import Path, path_tracks

Origin = Annotated[str, QueryParameter(name="from", description="The track to begin with: an id.")]
Goal = Annotated[str, QueryParameter(name="to", description="The track to arrive at: an id.")]
Via = Annotated[list[str] | None, QueryParameter(description="Tracks to pass on the way, in this order: ids.")]
Steps = Annotated[int, QueryParameter(ge=2, le=MOST_STOPS, description="How many tracks, both ends included.")]


@get(
    "/",
    operation_id="find_path",
    summary="From one track to another in small steps",
    responses=problems(404, 409, 422, 503),
    dependencies={"wanted": Provide(narrowing, sync_to_thread=False)},
)
async def find_path(
    application: InjectedApplication,
    caller: InjectedCaller,
    wanted: NamedDependency[SkipValidation[Narrowing]],
    origin: Origin,
    goal: Goal,
    via: Via = None,
    steps: Steps = 20,
) -> Path:
    """Tempo and key change evenly, no artist comes twice in a row, nothing twice; fewer tracks in a small library.

    Conditions hold on the way, not for `from`, `to` and `via`. 409 for one of these that has not been listened to.
    """
    ends = [TrackId(one) for one in (origin, *(via or ()), goal)]
    where = await application.discovery.narrow_search(caller.user, wanted)
    path = await application.journeys.find_path(ends, PathOptions(stops=steps), where)
    return Path.of(path, await application.show_beside(path_tracks(path), caller.user))


router = Router("/paths", route_handlers=[find_path], tags=["journeys"])
