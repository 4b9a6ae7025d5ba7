"""What is told of files that people brought."""

from collections.abc import Mapping

from musicsim.domain.model.uploaded import Uploaded
from musicsim.domain.rules.exporting import exported_moment


def exported_upload(upload: Uploaded) -> Mapping[str, object]:
    """What a person takes along of it."""
    return {
        "id": upload.id,
        "name": upload.name,
        "path": upload.key,
        "size": upload.size,
        "content_hash": upload.content_hash,
        "uploaded_at": exported_moment(upload.uploaded_at),
    }
