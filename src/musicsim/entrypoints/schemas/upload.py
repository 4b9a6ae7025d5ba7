"""Files that people bring."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from musicsim.domain.model import uploaded as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.uploaded import Refusal, UploadOutcome
from musicsim.entrypoints.schemas.track import Track


class UploadResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file.

    `track` is its track; for a `duplicate` the one that was there before, for a `refused` file null. `reason` and, in
    words, `detail` tell why it was refused.
    """

    name: str
    outcome: UploadOutcome
    track: Track | None
    reason: Refusal | None
    detail: str

    @classmethod
    def of(cls, result: domain.UploadResult, beside: Beside) -> "UploadResult":
        track = Track.of(result.track, beside) if result.track else None
        return cls(name=result.name, outcome=result.outcome, track=track, reason=result.reason, detail=result.detail)


class UploadResults(msgspec.Struct, frozen=True):
    """What became of each file, in the order in which they came."""

    items: list[UploadResult]

    @classmethod
    def of(cls, results: Sequence[domain.UploadResult], beside: Beside) -> "UploadResults":
        return cls([UploadResult.of(result, beside) for result in results])


class Brought(msgspec.Struct, frozen=True):
    """How many files, and bytes."""

    files: int
    size: int

    @classmethod
    def of(cls, amount: domain.Usage | domain.Quota) -> "Brought":
        return cls(amount.files, amount.size)


class UploadedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that you uploaded; `name` is what it was called, `size` is in bytes.

    `track` is null while no scan has found it yet, or when its file is gone.
    """

    id: str
    name: str
    size: int
    uploaded_at: datetime
    track: Track | None

    @classmethod
    def of(cls, found: domain.UploadedTrack, beside: Beside) -> "UploadedFile":
        upload = found.upload
        track = Track.of(found.track, beside) if found.track else None
        return cls(id=upload.id, name=upload.name, size=upload.size, uploaded_at=upload.uploaded_at, track=track)


class UploadedFiles(msgspec.Struct, frozen=True, kw_only=True):
    """Some of your files and, when there are more, the cursor to ask for the next ones with.

    `usage` is what all of them come to, `quota` what they may.
    """

    items: list[UploadedFile]
    next: str | None
    usage: Brought
    quota: Brought

    @classmethod
    def of(cls, found: domain.BroughtFiles, beside: Beside) -> "UploadedFiles":
        items = [UploadedFile.of(item, beside) for item in found.items]
        return cls(items=items, next=found.next, usage=Brought.of(found.usage), quota=Brought.of(found.quota))


class UploadProgress(msgspec.Struct, frozen=True):
    """What you uploaded, and the ids of those of your latest tracks that still wait to be listened to."""

    usage: Brought
    waiting: list[str]

    @classmethod
    def of(cls, progress: domain.UploadProgress) -> "UploadProgress":
        return cls(Brought.of(progress.usage), list(progress.waiting))
