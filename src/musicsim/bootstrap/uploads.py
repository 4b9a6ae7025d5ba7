"""The wiring of what people bring."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.model.uploaded import Quota, UploadLimits
from musicsim.domain.use_cases.delete_upload import DeleteUpload
from musicsim.domain.use_cases.list_uploads import FollowUploads, ListUploads
from musicsim.domain.use_cases.settle_uploads import SettleUploads
from musicsim.domain.use_cases.upload_track import UploadTrack

_MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Uploading:
    """Use cases of uploads, and what may be uploaded."""

    limits: UploadLimits
    upload_track: UploadTrack
    delete_upload: DeleteUpload
    list_uploads: ListUploads
    follow_uploads: FollowUploads
    settle_uploads: SettleUploads


def assemble_uploads(settings: Settings, ports: Ports) -> Uploading:
    """Wire the use cases to `ports`."""
    p, limits = ports, limits_of(settings)
    return Uploading(
        limits=limits,
        upload_track=UploadTrack(
            inbox=p.inbox,
            inspector=p.inspector,
            blobs=p.blobs,
            store=p.store,
            tags=p.tags,
            catalogue=p.catalogue,
            uploads=p.uploads,
            queue=p.queue,
            clock=p.clock,
            ids=p.ids,
            metrics=p.metrics,
            limits=limits,
        ),
        delete_upload=DeleteUpload(
            catalogue=p.catalogue, uploads=p.uploads, blobs=p.blobs, queue=p.queue, clock=p.clock
        ),
        list_uploads=ListUploads(uploads=p.uploads, catalogue=p.catalogue, quota=limits.quota),
        follow_uploads=FollowUploads(uploads=p.uploads),
        settle_uploads=SettleUploads(blobs=p.blobs, store=p.store, uploads=p.uploads, clock=p.clock, ids=p.ids),
    )


def limits_of(settings: Settings) -> UploadLimits:
    """What the settings let people upload."""
    quota = Quota(settings.upload_quota_files, settings.upload_quota_mb * _MIB)
    return UploadLimits(file_size=settings.upload_file_mb * _MIB, at_once=settings.upload_files, quota=quota)
