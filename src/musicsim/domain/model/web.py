"""Questions to services on the outside, and their answers, as HTTP puts them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class WebRequest:
    """One request. `seconds` bound the whole exchange, `most_bytes` the answer's body.

    Address, headers and body may hold secrets: none of them is ever part of a message.
    """

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    seconds: float = 15.0
    most_bytes: int = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """Whatever status it has; header names in lower case, the body without its content encoding."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
