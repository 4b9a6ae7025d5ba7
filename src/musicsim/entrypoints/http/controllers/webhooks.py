"""Messages from services beyond the library."""

from functools import partial
from typing import Any

from litestar import Request, Router, post

from musicsim.entrypoints.http.access import PUBLIC
from musicsim.entrypoints.http.documentation import NOBODY, open_problems
from musicsim.entrypoints.http.injected import InjectedApplication, InjectedErrands
from musicsim.entrypoints.schemas.recommendation import MessageReceipt

LARGEST = 64 * 1024
"""Bytes of a message; Cyanite's have some 200."""

_MOST = 500
"""Messages that are followed up at once; a lost one is made up for when somebody asks for the track."""


@post(
    "/cyanite",
    access=PUBLIC,
    security=NOBODY,
    operation_id="hear_cyanite",
    summary="A message from Cyanite",
    status_code=200,
    request_max_body_size=LARGEST,
    responses=open_problems(401, 403, 404, 413, 503),
)
async def hear_cyanite(
    application: InjectedApplication, errands: InjectedErrands, request: Request[Any, Any, Any]
) -> MessageReceipt:
    """Signed in the header `Signature` with HMAC-SHA512 of the body; else 401. 404 where no secret is configured.

    Answered before anything is asked, as Cyanite waits for seconds only.
    """
    beyond, body = application.beyond, await request.body()
    event = await beyond.hear_message(body, request.headers.get("signature", ""))
    if event is not None:
        errands.start("follow up", f"{event.catalogue} {event.id}", partial(beyond.follow_up, event), _MOST)
    return MessageReceipt(new=event is not None)


router = Router("/webhooks", route_handlers=[hear_cyanite], tags=["beyond"])
