"""Writing to S3 under conditions, and in parts that survive a broken connection.

The public methods of the minio client know neither conditions nor uploads that go on, but they all rest on the
request method and the few helpers used here, and nowhere else but for a listing of one.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import md5
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from minio.error import S3Error

from musicsim.adapters.minio.faults import CHANGED, NO_UPLOAD
from musicsim.adapters.minio.head import SHA256_HEADER, head_of
from musicsim.domain.errors import Conflict

if TYPE_CHECKING:
    from minio import Minio


def conditions(*, only_new: bool) -> dict[str, str]:
    """The headers under which S3 refuses to put an object in place of another."""
    return {"If-None-Match": "*"} if only_new else {}


def kept_with(media_type: str, sha256: str) -> dict[str, str]:
    """The headers that say what an object is."""
    return {"Content-Type": media_type, SHA256_HEADER: sha256}


def put(client: "Minio", bucket: str, name: str, data: bytes, headers: Mapping[str, str]) -> str:
    """Put an object in one request, and return its etag. S3 refuses it when it does not come as it was sent.

    Conflict when there is one already and it must be new.
    """
    sha256 = b64encode(bytes.fromhex(headers[SHA256_HEADER])).decode()
    checked = {**headers, "x-amz-checksum-sha256": sha256, "Content-MD5": _md5(data)}
    with _told(name):
        try:
            return client._put_object(bucket, name, data, dict(checked)).etag or ""  # noqa: SLF001
        except S3Error as fault:
            if not _was_tried_before(fault):
                raise
            found = head_of(client, bucket, name)
            if found is None or found.sha256 != headers[SHA256_HEADER]:
                raise
            return found.etag  # the first attempt came, and only its answer was lost


def begin(client: "Minio", bucket: str, name: str, headers: Mapping[str, str]) -> str:
    """Begin an upload in parts, and return its id."""
    return client._create_multipart_upload(bucket, name, dict(headers))  # noqa: SLF001


def parts_there(client: "Minio", bucket: str, name: str, upload: str) -> dict[int, str] | None:
    """The etags of the parts that came, by their numbers; None when there is no such upload any more."""
    found: dict[int, str] = {}
    marker: str | None = None
    while True:
        try:
            page = client._list_parts(bucket, name, upload, part_number_marker=marker)  # noqa: SLF001
        except S3Error as fault:
            if fault.code in NO_UPLOAD:
                return None
            raise
        found |= {part.part_number: part.etag for part in page.parts}
        if not page.is_truncated or not page.next_part_number_marker:
            return found
        marker = page.next_part_number_marker


def send(client: "Minio", bucket: str, name: str, upload: str, number: int, data: bytes) -> str:
    """Send one part, and return its etag. S3 refuses it when it does not come as it was sent."""
    return client._upload_part(bucket, name, data, {"Content-MD5": _md5(data)}, upload, number)  # noqa: SLF001


def finish(client: "Minio", bucket: str, name: str, upload: str, etags: Sequence[str], *, only_new: bool) -> None:
    """Make one object of the parts, in the order of their numbers. Conflict as for `put`."""
    root = ET.Element("CompleteMultipartUpload", xmlns="http://s3.amazonaws.com/doc/2006-03-01/")
    for number, etag in enumerate(etags, 1):
        part = ET.SubElement(root, "Part")
        ET.SubElement(part, "PartNumber").text = str(number)
        ET.SubElement(part, "ETag").text = f'"{etag}"'
    body = ET.tostring(root)
    headers = {"Content-Type": "application/xml", "Content-MD5": _md5(body), **conditions(only_new=only_new)}
    with _told(name):
        answer = client._execute(  # noqa: SLF001
            "POST", bucket, name, body=body, headers=dict(headers), query_params={"uploadId": upload}
        )
        if b"<Error>" in answer.data:  # S3 begins its answer with "200 OK" before it knows
            raise S3Error.fromxml(answer)


def give_up(client: "Minio", bucket: str, name: str, upload: str) -> None:
    """Remove the parts of an upload, if there are any."""
    try:
        client._abort_multipart_upload(bucket, name, upload)  # noqa: SLF001
    except S3Error as fault:
        if fault.code not in NO_UPLOAD:
            raise


def part_etag(data: bytes) -> str:
    """The etag of a part with these bytes, where S3 does not encrypt it with a key of ours."""
    return md5(data, usedforsecurity=False).hexdigest()


def _was_tried_before(fault: S3Error) -> bool:
    """Whether what is refused had been sent once already."""
    retries = fault.response.retries
    return fault.code in CHANGED and retries is not None and bool(retries.history)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except S3Error as fault:
        if fault.code in CHANGED:
            raise Conflict(f"There is an object {name!r} already.") from fault
        raise


def _md5(data: bytes) -> str:
    return b64encode(md5(data, usedforsecurity=False).digest()).decode()
