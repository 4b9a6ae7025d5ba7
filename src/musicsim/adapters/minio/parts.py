"""One upload in parts, which goes on where it broke off. Everything here blocks: it runs in threads."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from minio import Minio
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from musicsim.adapters.minio import requests
from musicsim.adapters.minio.faults import NO_UPLOAD
from musicsim.adapters.minio.head import head_of
from musicsim.adapters.minio.unfinished import Content, Unfinished
from musicsim.domain.errors import Conflict, Invalid, Unavailable
from musicsim.domain.rules.streams import Checksum


@dataclass
class PartsUpload:
    """Puts bytes whose SHA-256 `content` knows, in parts of the size that it says.

    Whatever breaks it off, the parts that came stay, for the next upload of the same content.
    """

    client: Minio
    bucket: str
    service: str
    content: Content
    unfinished: Unfinished
    _upload: str = ""
    _there: Mapping[int, str] = field(default_factory=dict)
    _etags: list[str] = field(default_factory=list)
    _checksum: Checksum = field(default_factory=Checksum)

    def begin(self) -> None:
        """Find the parts that are there already, if there are any."""
        if begun := self.unfinished.begun(self.content):
            there = requests.parts_there(self.client, self.bucket, self.content.name, begun)
            if there is not None:
                self._upload, self._there = begun, there
                return
        kept = requests.kept_with(self.content.media_type, self.content.sha256)
        self._upload = requests.begin(self.client, self.bucket, self.content.name, kept)
        self.unfinished.remember(self.content, self._upload)

    def add(self, piece: bytes) -> None:
        """Send the next part, unless it is there already."""
        self._checksum.add(piece)
        number, etag = len(self._etags) + 1, requests.part_etag(piece)
        if self._there.get(number) != etag:
            etag = requests.send(self.client, self.bucket, self.content.name, self._upload, number, piece)
        self._etags.append(etag)

    def finish(self, *, only_new: bool) -> None:
        """Make one object of the parts.

        Invalid when the bytes are not those that were announced, Conflict when there is an object and it must be new:
        what was sent is given up then.
        """
        name = self.content.name
        try:
            self._checksum.checked(self.content.sha256)
            requests.finish(self.client, self.bucket, name, self._upload, self._etags, only_new=only_new)
        except (Invalid, Conflict):
            self._give_up()
            raise
        except S3Error as fault:
            if fault.code not in NO_UPLOAD:
                raise
            self._check_whether_finished(fault)
        self.unfinished.forget(self.content)

    def _check_whether_finished(self, fault: S3Error) -> None:
        """Perhaps another put the same meanwhile, or this did so before, and the answer was lost."""
        self.unfinished.forget(self.content)
        found = head_of(self.client, self.bucket, self.content.name)
        if found is None or found.sha256 != self.content.sha256:
            message = f"The parts of {self.content.name!r} were removed while others were sent. Try again."
            raise Unavailable(self.service, message) from fault

    def _give_up(self) -> None:
        with suppress(MinioException, HTTPError):  # what stays costs room, and why it is given up matters more
            requests.give_up(self.client, self.bucket, self.content.name, self._upload)
        self.unfinished.forget(self.content)
