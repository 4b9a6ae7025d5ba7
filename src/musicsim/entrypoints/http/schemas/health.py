"""Health."""

from typing import Literal

import msgspec

from musicsim.domain.model import health as domain
from musicsim.entrypoints.http.problems import Problem


class Alive(msgspec.Struct, frozen=True):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Finding(msgspec.Struct, frozen=True):
    """One part that the application stands on, what was seen, and how to mend it."""

    part: str
    healthy: bool
    required: bool
    seen: str
    remedy: str

    @classmethod
    def of(cls, finding: domain.Finding) -> "Finding":
        return cls(finding.part, finding.healthy, finding.required, finding.seen, finding.remedy)


class Ready(msgspec.Struct, frozen=True):
    """Every required part works."""

    findings: list[Finding]
    status: Literal["ready"] = "ready"


class NotReady(Problem, frozen=True, kw_only=True):
    """The problem of a required part that does not work."""

    findings: list[Finding]
