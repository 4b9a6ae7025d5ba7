"""Have an outside service listen to tracks of the library."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta

from musicsim.domain.errors import Conflict, MusicsimError, NotFound
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.streaming import StreamFormat, StreamWish
from musicsim.domain.model.track import Track
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState, OutsideUpload
from musicsim.domain.rules.delivery import delivery
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.outside_library import OutsideLibrary
from musicsim.ports.outside_uploads import OutsideUploads
from musicsim.ports.transcoder import Transcoder

LOST = timedelta(minutes=15)
"""After which an upload that nobody finished is taken for one whose process died."""

_MP3 = StreamWish(format=StreamFormat.MP3)


@dataclass(frozen=True, kw_only=True)
class BeginUpload:
    """Notes that a track is to be sent, so that it is not sent twice."""

    library: OutsideLibrary | None
    catalogue: Catalogue
    uploads: OutsideUploads
    clock: Clock

    async def __call__(self, track_id: TrackId) -> tuple[OutsideUpload, bool]:
        """How far it has come, and whether the caller is to send it now; not what is there already.

        NotFound for an unknown track or one whose object is gone, Conflict when there is nobody to send it to.
        """
        if self.library is None:
            raise Conflict("Cyanite is not configured. docs/beyond.md tells how it can be.")
        track = await self.catalogue.get(track_id)
        if track is None or track.missing_since is not None:
            raise NotFound.of("track", track_id)
        before, now = await self.uploads.of(track_id), self.clock.now()
        if before is not None and self._is_under_way(before, track):
            return before, False
        begun = OutsideUpload(
            track=track_id,
            content_hash=track.content_hash,
            listening=OutsideListening(OutsideState.SENDING),
            changed_at=now,
            external=before.external if before is not None else None,
        )
        if await self.uploads.keep(begun, before):
            return begun, True
        return await self.uploads.of(track_id) or begun, False

    def _is_under_way(self, before: OutsideUpload, track: Track) -> bool:
        match before.listening.state:
            case OutsideState.FAILED:
                return False
            case OutsideState.SENDING:
                return self.clock.now() - before.changed_at < LOST
            case _:
                return before.content_hash == track.content_hash


@dataclass(frozen=True, kw_only=True)
class PutOffUpload:
    """Takes back that a track is being sent, for which there is no room now."""

    uploads: OutsideUploads
    clock: Clock

    async def __call__(self, begun: OutsideUpload) -> None:
        """It may be begun anew at once: what was only noted would count as under way until LOST."""
        listening = OutsideListening(OutsideState.FAILED, "Other tracks were being sent: send it again.")
        await self.uploads.keep(replace(begun, listening=listening, changed_at=self.clock.now()), begun)


@dataclass(frozen=True, kw_only=True)
class SendOutside:
    """Sends what BeginUpload noted: an MP3 file as it is, others encoded anew."""

    library: OutsideLibrary | None
    catalogue: Catalogue
    store: AudioStore
    transcoder: Transcoder
    uploads: OutsideUploads
    clock: Clock

    async def __call__(self, begun: OutsideUpload) -> None:
        """A failure is kept as what became of it. Unavailable when that cannot be."""
        try:
            sent = replace(begun, external=await self._sent(begun), listening=OutsideListening(OutsideState.WAITING))
        except asyncio.CancelledError:  # the server ends: who comes next need not wait until it counts as lost
            broken_off = replace(begun, listening=OutsideListening(OutsideState.FAILED, "It broke off: send it again."))
            await self.uploads.keep(replace(broken_off, changed_at=self.clock.now()), begun)
            raise
        except (MusicsimError, UnreadableAudio) as fault:
            sent = replace(begun, listening=OutsideListening(OutsideState.FAILED, str(fault)))
        kept = await self.uploads.keep(replace(sent, changed_at=self.clock.now()), begun)
        # what was sent before it, or what nobody waits for any more
        surplus = begun.external if kept else sent.external
        if self.library is not None and surplus is not None and begun.external != sent.external:
            await self.library.remove([surplus])

    async def _sent(self, begun: OutsideUpload) -> ExternalId:
        track = await self.catalogue.get(begun.track)
        if track is None or self.library is None:
            raise NotFound.of("track", begun.track)
        about = track.metadata
        title = f"{about.artist} - {about.title}" if about.artist else about.title
        transcoding = delivery(track.key, about, _MP3)
        if transcoding is None:
            return await self.library.add(track.id, title, self.store.read(track.key))
        async with aclosing(self.transcoder.transcode(await self.store.source(track.key), transcoding)) as chunks:
            return await self.library.add(track.id, title, chunks)


@dataclass(frozen=True, kw_only=True)
class ForgetUpload:
    """Has the service forget a track."""

    library: OutsideLibrary | None
    uploads: OutsideUploads

    async def __call__(self, track_id: TrackId) -> None:
        """NotFound when it was not sent."""
        upload = await self.uploads.of(track_id)
        if upload is None:
            raise NotFound(f"The track {track_id!r} was not sent.")
        if self.library is not None and upload.external is not None:
            await self.library.remove([upload.external])
        await self.uploads.remove(track_id)
