"""Having Cyanite listen to the library's own tracks."""

from collections.abc import AsyncIterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from musicsim.adapters.cyanite.graphql import SERVICE, GraphQl
from musicsim.adapters.cyanite.questions import CREATE, DELETE, ENQUEUE_LIBRARY, REQUEST_UPLOAD, STATE
from musicsim.adapters.cyanite.wire import (
    AnalysisState,
    Created,
    Deleted,
    LibraryEnqueued,
    LibraryTrackCreateError,
    State,
    UploadRequested,
)
from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.beyond import CYANITE, ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState
from musicsim.domain.model.web import WebRequest
from musicsim.domain.rules.web_answers import garbled, raise_for_fault, readable
from musicsim.ports.outside_library import OutsideLibrary

LARGEST = 100 * 1024 * 1024
"""Bytes of a track that is sent; they are held in memory for it, as the address needs to know how many will come."""

_LONGEST = 150
"""Characters of a title and of an id of ours."""

_MOST_DELETED = 100
_SENDING = 300.0
"""Seconds; the address for sending is good for 900."""

_STATES = {
    "NotStarted": OutsideState.WAITING,
    "Enqueued": OutsideState.WAITING,
    "Processing": OutsideState.LISTENING,
    "Finished": OutsideState.FINISHED,
    "Failed": OutsideState.FAILED,
}
_FULL = frozenset({"librarySizeLimitExceededError", "limitExceeded"})
_EXPIRED = frozenset({"fileUploadNotFound", "invalidUploadId"})


@dataclass(frozen=True)
class CyaniteLibrary(OutsideLibrary):
    """Sends MP3 files. Ids are Cyanite's; ours travels along as the external id."""

    api: GraphQl

    async def add(self, track: TrackId, title: str, chunks: AsyncIterable[bytes]) -> ExternalId:
        data = await _collected(chunks)
        upload = (await self.api.ask(REQUEST_UPLOAD, {}, UploadRequested)).fileUploadRequest
        await self._send(upload.uploadUrl, data)
        about: dict[str, object] = {
            "upload": upload.id,
            "title": title.strip()[:_LONGEST] or track,
            "external": track[:_LONGEST],
        }
        created = (await self.api.ask(CREATE, about, Created)).libraryTrackCreate
        if isinstance(created, LibraryTrackCreateError):
            raise _refusal(created.code, created.message)
        external = ExternalId(CYANITE, created.createdLibraryTrack.id)
        if created.enqueueResult is not None and created.enqueueResult.type.endswith("Error"):
            await self._enqueue(external)
        return external

    async def state(self, track: ExternalId) -> OutsideListening | None:
        found = (await self.api.ask(STATE, {"id": track.id}, State)).libraryTrack
        if found.type == "LibraryTrackNotFoundError":
            return None
        newer, older = found.audioAnalysisV7, found.audioAnalysisV6
        if newer is not None and not newer.type.endswith("NotAuthorized"):
            return _listening(newer, "AudioAnalysisV7")
        if found.type != "LibraryTrack" or older is None:
            raise garbled(SERVICE, f"it tells of a {found.type[:50]!r}, which is not known here")
        return _listening(older, "AudioAnalysisV6")

    async def remove(self, tracks: Sequence[ExternalId]) -> None:
        ids = [track.id for track in tracks]
        for at in range(0, len(ids), _MOST_DELETED):
            some = ids[at : at + _MOST_DELETED]
            deleted = (await self.api.ask(DELETE, {"ids": some}, Deleted)).libraryTracksDelete
            if deleted.type.endswith("Error"):
                raise _refusal(deleted.code, deleted.message)

    async def _send(self, url: str, data: bytes) -> None:
        """To the store behind Cyanite, whose address is signed: our token is not for it."""
        headers = {"Content-Type": "audio/mpeg"}
        answer = await self.api.web.ask(
            SERVICE, WebRequest(method="PUT", url=url, headers=headers, body=data, seconds=_SENDING)
        )
        raise_for_fault(SERVICE, answer, self.api.clock.now())

    async def _enqueue(self, track: ExternalId) -> None:
        """For a track that did not get into the queue by itself. One that cannot is not left behind, unknown to us."""
        try:
            answer = (await self.api.ask(ENQUEUE_LIBRARY, {"id": track.id}, LibraryEnqueued)).libraryTrackEnqueue
            if answer.type.endswith("Error"):
                raise _refusal(answer.code, answer.message)
        except MusicsimError:
            with suppress(MusicsimError):
                await self.remove([track])
            raise


async def _collected(chunks: AsyncIterable[bytes]) -> bytes:
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > LARGEST:
            message = f"Only tracks of up to {LARGEST // 1024**2} MiB are sent to Cyanite."
            raise Refused(SERVICE, RefusalReason.REQUEST, message)
    return bytes(data)


def _listening(state: AnalysisState, prefix: str) -> OutsideListening:
    known = _STATES.get(state.type.removeprefix(prefix))
    if known is None:
        raise garbled(SERVICE, f"it tells of a state {state.type[:50]!r}, which is not known here")
    return OutsideListening(known, readable(state.error.message) if state.error else "")


def _refusal(code: str, message: str) -> MusicsimError:
    if code in _FULL:
        return Refused(SERVICE, RefusalReason.QUOTA, "There is no room for more tracks in our library at Cyanite.")
    if code in _EXPIRED:
        return garbled(SERVICE, "it does not know an upload that it had just asked for")
    return garbled(SERVICE, f"it tells of an error {code[:50]!r}, which is not known here")
