"""Uploads that broke off, so that they can go on."""

from collections.abc import Iterator
from contextlib import contextmanager
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
        with self._usable():
            try:
                return self._file(content).read_text()
            except FileNotFoundError:
                return ""

    def remember(self, content: Content, upload: str) -> None:
        """From now on it can be gone on with."""
        with self._usable():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file(content).write_text(upload)

    def forget(self, content: Content) -> None:
        """It is finished, or given up."""
        with self._usable():
            self._file(content).unlink(missing_ok=True)

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            advice = "See that musicsim may write there, and that there is room."
            message = f"The folder {self._folder} cannot be used ({fault.strerror}). {advice}"
            raise Unavailable("data folder", message) from fault

    def _file(self, content: Content) -> Path:
        return self._folder / f"{sha256_of(repr(content).encode()).hexdigest()}.upload"
