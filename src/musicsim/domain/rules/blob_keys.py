"""Which keys blobs can have: what every store can hold, and nothing that leads out of one."""

from musicsim.domain.errors import Invalid

LONGEST_KEY = 800
"""Bytes as UTF-8: S3 takes 1,024, and the store's own prefix needs some of them."""

LONGEST_NAME = 250
"""Bytes of one part: file systems take 255, and an ending needs some of them."""


def checked_blob_key(key: str) -> str:
    """The key itself; Invalid, with field "key", when it is none."""
    if fault := _fault(key):
        raise Invalid(f"{key!r} cannot be the key of a blob: {fault}.", "key")
    return key


def is_blob_key(key: str) -> bool:
    """Whether a blob can have that key."""
    return not _fault(key)


def _fault(key: str) -> str:
    try:
        names = key.encode().split(b"/")
    except UnicodeEncodeError:
        return "it is not valid Unicode"
    if not all(names):
        return "it is empty, or a part of it between slashes is"
    if any(name in {b".", b".."} for name in names):
        return 'no part of it may be "." or ".."'
    if any(byte < 0x20 or byte == 0x7F for name in names for byte in name):
        return "it holds control characters"
    if max(map(len, names)) > LONGEST_NAME or len(key.encode()) > LONGEST_KEY:
        return f"it is longer than {LONGEST_KEY} bytes, or a part of it than {LONGEST_NAME}"
    return ""
