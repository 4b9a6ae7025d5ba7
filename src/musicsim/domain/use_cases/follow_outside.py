"""How far an outside service has come with a track, and what it tells of itself."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from musicsim.domain.errors import NotFound, Unauthenticated
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState, OutsideUpload
from musicsim.domain.model.webhook import ListeningEvent
from musicsim.ports.clock import Clock
from musicsim.ports.outside_answers import OutsideAnswers
from musicsim.ports.outside_library import OutsideLibrary
from musicsim.ports.outside_tracks import OutsideTracks
from musicsim.ports.outside_uploads import OutsideUploads
from musicsim.ports.receipts import Receipts
from musicsim.ports.webhook_reader import WebhookReader

PATIENCE = timedelta(minutes=1)
"""After which a state that is not the last one is worth asking for again."""

_UNDER_WAY = frozenset({OutsideState.WAITING, OutsideState.LISTENING})
_GONE = OutsideListening(OutsideState.FAILED, "The service does not know the track any more: send it again.")


@dataclass(frozen=True, kw_only=True)
class ShowUpload:
    """What is known of a track that was sent."""

    uploads: OutsideUploads
    clock: Clock

    async def __call__(self, track_id: TrackId) -> tuple[OutsideUpload, bool]:
        """How far it has come, and whether the service should be asked anew. NotFound when it was not sent."""
        upload = await self.uploads.of(track_id)
        if upload is None:
            raise NotFound(f"The track {track_id!r} was not sent.")
        old = self.clock.now() - upload.changed_at >= PATIENCE
        return upload, old and upload.listening.state in _UNDER_WAY


@dataclass(frozen=True, kw_only=True)
class CheckUpload:
    """Asks the service how far it has come."""

    library: OutsideLibrary | None
    uploads: OutsideUploads
    answers: OutsideAnswers
    clock: Clock

    async def __call__(self, track_id: TrackId) -> None:
        """Keeps what it says; a track that it has heard may be asked about from then on."""
        upload = await self.uploads.of(track_id)
        if upload is None or upload.external is None or self.library is None:
            return
        listening = await self.library.state(upload.external) or _GONE
        kept = await self.uploads.keep(replace(upload, listening=listening, changed_at=self.clock.now()), upload)
        if kept and listening.state is OutsideState.FINISHED:
            await self.answers.hasten(track_id, self.clock.now())


@dataclass(frozen=True, kw_only=True)
class HearMessage:
    """Takes a message by which a service tells that it is done; asks nobody, as its sender waits seconds only."""

    reader: WebhookReader | None
    receipts: Receipts
    clock: Clock

    async def __call__(self, body: bytes, signature: str) -> ListeningEvent | None:
        """What is to be followed up: nothing for a message that came before, or is of no interest.

        Unauthenticated for one that is not signed as it has to be, NotFound where none are expected.
        """
        if self.reader is None:
            raise NotFound("No messages are expected here.")
        event = self.reader.read(body, signature)
        if event is None:
            raise Unauthenticated("The message is not signed with the secret of the webhook.")
        if not isinstance(event, ListeningEvent):
            return None
        first = await self.receipts.received(hashlib.sha256(body).hexdigest(), self.clock.now())
        return event if first else None


@dataclass(frozen=True, kw_only=True)
class FollowUpMessage:
    """Does what a message is a reason for. It is a hint only: the service is asked what is true."""

    tracks: OutsideTracks
    uploads: OutsideUploads
    answers: OutsideAnswers
    check: CheckUpload
    clock: Clock

    async def __call__(self, event: ListeningEvent) -> None:
        """A track that was sent is looked after; for one of a catalogue, answers that wait for it may come."""
        external = ExternalId(event.catalogue, event.id)
        if (upload := await self.uploads.known_as(external)) is not None:
            await self.check(upload.track)
            return
        for ours in (await self.tracks.ours([external])).get(external, ()):
            await self.answers.hasten(ours.track, self.clock.now())
