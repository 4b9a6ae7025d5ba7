"""What is known of one object without its bytes."""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from typing import TYPE_CHECKING

from minio.error import S3Error

from musicsim.adapters.minio.faults import ABSENT
from musicsim.adapters.minio.objects import Denied, Head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minio import Minio

SHA256_HEADER = "x-amz-meta-musicsim-sha256"
"""Metadata of objects that musicsim itself put: S3 keeps no SHA-256 of what came in several parts."""

_LONGEST_NAME = 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MD5 = re.compile(r"[0-9a-f]{32}")


def head_of(client: "Minio", bucket: str, name: str) -> Head | None:
    """What is known of an object, None when there is none; Denied when only it may not be looked at."""
    if len(name.encode()) > _LONGEST_NAME:
        return None
    try:
        found = client.stat_object(bucket, name, extra_headers={"x-amz-checksum-mode": "ENABLED"})
    except S3Error as fault:
        if fault.code not in {*ABSENT, "AccessDenied"}:
            raise
        look(client, bucket, name)  # answers to HEAD have no room for reasons: perhaps it is the bucket
        if fault.code in ABSENT:
            return None
        raise Denied("access denied") from fault
    headers = {key.lower(): value for key, value in (found.metadata or {}).items()}
    etag = found.etag or ""
    encrypted = headers.get("x-amz-server-side-encryption", "").startswith("aws:kms")
    return Head(
        size=found.size or 0,
        etag=etag,
        media_type=found.content_type or "application/octet-stream",
        sha256=_sha256_of(headers),
        hashed=_MD5.fullmatch(etag) is not None and not encrypted,
    )


def look(client: "Minio", bucket: str, prefix: str) -> bool:
    """Whether there is anything with that prefix; S3Error, with the true reason, when that can't be told."""
    found = client._list_objects(bucket, prefix=prefix, encoding_type="url", max_keys=1)  # noqa: SLF001 - 1,000 otherwise
    return next(iter(found), None) is not None


def _sha256_of(headers: "Mapping[str, str]") -> str:
    """What S3 itself verified comes before what was said; "…-3" is that of three parts' checksums, not of the bytes."""
    try:
        verified = b64decode(headers.get("x-amz-checksum-sha256", ""), validate=True).hex()
    except Base64Error:
        verified = ""
    said = headers.get(SHA256_HEADER, "")
    return next((one for one in (verified, said) if _SHA256.fullmatch(one)), "")
