"""Uploads that broke off, so that they can go on."""

from dataclasses import dataclass
from hashlib import sha256 as sha256_of
from pathlib import Path

from musicsim.domain.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Content:
    """What is being uploaded to where: with any of it different it is another upload.

    S3 itself tells of an upload that is under way neither its checksum nor its type, only its parts. To go on with
    that of other bytes with the same beginning would put their checksum beside ours.
    """

    place: str
    name: str
    media_type: str
    sha256: str
    part_size: int


class Unfinished:
    """Remembers the ids of uploads in small files in `folder`, one an upload. Everything here blocks.

    What is lost with the folder is only the chance to go on: S3 removes parts that wait for long where the bucket has
    a rule for it (AbortIncompleteMultipartUpload).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begun(self, content: Content) -> str:
        """The id of the upload of this content, "" when there is none."""
        try:
            return self._file(content).read_text()
        except FileNotFoundError:
            return ""

    def remember(self, content: Content, upload: str) -> None:
        """From now on it can be gone on with."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file(content).write_text(upload)
        except OSError as fault:
            message = f"Nothing can be written to {self._folder} ({fault.strerror}). Make room there."
            raise Unavailable("data folder", message) from fault

    def forget(self, content: Content) -> None:
        """It is finished, or given up."""
        self._file(content).unlink(missing_ok=True)

    def _file(self, content: Content) -> Path:
        return self._folder / f"{sha256_of(repr(content).encode()).hexdigest()}.upload"
