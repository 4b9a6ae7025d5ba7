"""Changes that are meant for a version (RFC 9110, section 13.1.1; RFC 6585, section 3)."""

import re
from typing import Annotated

from litestar.exceptions import HTTPException
from litestar.params import HeaderParameter

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        description='The version that the change is meant for: the ETag of the playlist, "7", or * for whichever.',
    ),
]
IfNoneMatch = Annotated[
    str | None, HeaderParameter(name="If-None-Match", description="The ETag of what is known already.")
]

_VERSION = re.compile(r'"(\d{1,18})"', re.ASCII)
_NONE = 0  # versions begin with 1


def version_etag(version: int) -> str:
    """The strong tag of what a version decides on as a whole."""
    return f'"{version}"'


def meant_version(if_match: str | None) -> int | None:
    """The version that a change is meant for, None for whichever there is, 0 for what was never one.

    Raises:
        HTTPException: 428, nothing is said.
    """
    if if_match is None:
        detail = "Say which version you mean to change: send its ETag in If-Match."
        raise HTTPException(detail=detail, status_code=428)
    if if_match.strip() == "*":
        return None
    match = _VERSION.fullmatch(if_match.strip())
    return int(match[1]) if match else _NONE
