"""What a client says it can do something with (RFC 9110, section 12.5.1)."""

import re
from collections.abc import Callable

_RANGE = re.compile(r"\s*([\w!#$&^.+-]+|\*)/([\w!#$&^.+-]+|\*)\s*((?:;[^,]*)?)")
_NONE_OF_IT = re.compile(r";\s*q=0(?:\.0*)?\s*(?:;|$)", re.IGNORECASE)

Accepts = Callable[[str], bool]
"""Whether a media type, without parameters, is welcome."""


def accepting(header: str | None) -> Accepts:
    """What an Accept header welcomes: everything when there is none, or none that can be read.

    Which of two welcome types is liked better is not looked at; the most specific range that fits a type decides.
    """
    ranges = {
        f"{kind}/{sub}".lower(): not _NONE_OF_IT.search(rest)
        for kind, sub, rest in (match.groups() for match in map(_RANGE.fullmatch, (header or "").split(",")) if match)
    }

    def accepts(media_type: str) -> bool:
        whole_kind = f"{media_type.partition('/')[0]}/*"
        return next((ranges[one] for one in (media_type, whole_kind, "*/*") if one in ranges), not ranges)

    return accepts
