"""Pictures of albums and of tracks: where they come from, another one, not this one, mine, that one again.

A track stands for its album or, on none, for itself.
"""

from dataclasses import dataclass
from typing import Any

from litestar import Router, delete, get, post, put
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.params import JSONBody

from musicsim.domain.model.identity import AlbumId, PictureId, TrackId
from musicsim.domain.model.painting import Subject
from musicsim.entrypoints.http.access import ADMINS
from musicsim.entrypoints.http.documentation import problems
from musicsim.entrypoints.http.injected import InjectedApplication
from musicsim.entrypoints.http.parameters import Id
from musicsim.entrypoints.http.requests import AnyRequest
from musicsim.entrypoints.schemas.artwork import AnotherPicture, ArtworkDetails, WantedPicture

Another = JSONBody[AnotherPicture]
Wanted = JSONBody[WantedPicture]

_BYTES = Schema(type="string", content_media_type="application/octet-stream")  # type: ignore[arg-type]
_TYPES = ("image/jpeg", "image/png", "image/webp")
_ALBUM, _TRACK = "/albums/{album_id:str}/artwork", "/tracks/{track_id:str}/artwork"


@dataclass
class PictureOperation(Operation):
    """The handler reads the body as it is, so its signature cannot tell what that is."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            content={each: OpenAPIMediaType(schema=_BYTES) for each in _TYPES}, required=True
        )


def _explaining(of: str) -> dict[str, Any]:
    return {
        "operation_id": f"explain_{of}_artwork",
        "summary": f"Where the picture of {_named(of)} comes from",
        "responses": problems(404, 422),
    }


def _changing(what: str, of: str, summary: str, *statuses: int) -> dict[str, Any]:
    return {
        "operation_id": f"{what}_{of}_artwork",
        "summary": f"{summary} of {_named(of)}",
        "access": ADMINS,
        "responses": problems(404, 422, *statuses),
    }


def _named(of: str) -> str:
    return "an album" if of == "album" else "a track, or of its album"


@get(f"{_ALBUM}/details", **_explaining("album"))
async def explain_album(application: InjectedApplication, album_id: Id) -> ArtworkDetails:
    """What is shown, which pictures were made or uploaded, and whom the last attempt asked, with what they said."""
    return await _details(application, await _of_album(application, album_id))


@get(f"{_TRACK}/details", **_explaining("track"))
async def explain_track(application: InjectedApplication, track_id: Id) -> ArtworkDetails:
    """What is shown, which pictures were made or uploaded, and whom the last attempt asked, with what they said."""
    return await _details(application, await _of_track(application, track_id))


@post(_ALBUM, status_code=202, **_changing("regenerate", "album", "Have another picture made", 409))
async def regenerate_album(application: InjectedApplication, album_id: Id, data: Another) -> ArtworkDetails:
    """In the background: what is shown stays until then. 409 when nobody is configured, and where files bring one."""
    return await _regenerated(application, await _of_album(application, album_id), data)


@post(_TRACK, status_code=202, **_changing("regenerate", "track", "Have another picture made", 409))
async def regenerate_track(application: InjectedApplication, track_id: Id, data: Another) -> ArtworkDetails:
    """In the background: what is shown stays until then. 409 when nobody is configured, and where files bring one."""
    return await _regenerated(application, await _of_track(application, track_id), data)


@put(_ALBUM, operation_class=PictureOperation, **_changing("upload", "album", "Upload the picture", 413))
async def upload_album(application: InjectedApplication, album_id: Id, request: AnyRequest) -> ArtworkDetails:
    """A JPEG, PNG or WebP picture as the body, up to 8 MiB; it is shown before all others. No file is changed."""
    return await _uploaded(application, await _of_album(application, album_id), await request.body())


@put(_TRACK, operation_class=PictureOperation, **_changing("upload", "track", "Upload the picture", 413))
async def upload_track(application: InjectedApplication, track_id: Id, request: AnyRequest) -> ArtworkDetails:
    """A JPEG, PNG or WebP picture as the body, up to 8 MiB; it is shown before all others. No file is changed."""
    return await _uploaded(application, await _of_track(application, track_id), await request.body())


@delete(_ALBUM, **_changing("reject", "album", "Reject the picture", 409))
async def reject_album(application: InjectedApplication, album_id: Id) -> None:
    """The one that is shown; who made it is not asked again for this album. 409 when it is a file's own."""
    await application.painting.reject(await _of_album(application, album_id))


@delete(_TRACK, **_changing("reject", "track", "Reject the picture", 409))
async def reject_track(application: InjectedApplication, track_id: Id) -> None:
    """The one that is shown; who made it is not asked again for this album. 409 when it is a file's own."""
    await application.painting.reject(await _of_track(application, track_id))


@post(f"{_ALBUM}/restore", status_code=200, **_changing("restore", "album", "Show an earlier picture"))
async def restore_album(application: InjectedApplication, album_id: Id, data: Wanted) -> ArtworkDetails:
    """One of those that were made or uploaded, rejected or not; 404 when there is none."""
    return await _restored(application, await _of_album(application, album_id), data)


@post(f"{_TRACK}/restore", status_code=200, **_changing("restore", "track", "Show an earlier picture"))
async def restore_track(application: InjectedApplication, track_id: Id, data: Wanted) -> ArtworkDetails:
    """One of those that were made or uploaded, rejected or not; 404 when there is none."""
    return await _restored(application, await _of_track(application, track_id), data)


async def _of_album(application: InjectedApplication, album_id: str) -> Subject:
    return await application.painting.find_subject(album=AlbumId(album_id))


async def _of_track(application: InjectedApplication, track_id: str) -> Subject:
    return await application.painting.find_subject(track=TrackId(track_id))


async def _details(application: InjectedApplication, subject: Subject) -> ArtworkDetails:
    return ArtworkDetails.of(await application.painting.explain(subject))


async def _regenerated(application: InjectedApplication, subject: Subject, data: AnotherPicture) -> ArtworkDetails:
    await application.painting.want_another(subject, data.generator)
    return await _details(application, subject)


async def _uploaded(application: InjectedApplication, subject: Subject, picture: bytes) -> ArtworkDetails:
    await application.painting.upload(subject, picture)
    return await _details(application, subject)


async def _restored(application: InjectedApplication, subject: Subject, data: WantedPicture) -> ArtworkDetails:
    picture = PictureId(data.picture_id) if data.picture_id else None
    await application.painting.restore(subject, picture)
    return await _details(application, subject)


router = Router(
    "/",
    route_handlers=[
        explain_album,
        explain_track,
        regenerate_album,
        regenerate_track,
        upload_album,
        upload_track,
        reject_album,
        reject_track,
        restore_album,
        restore_track,
    ],
    tags=["artwork"],
)
