"""Findings about the parts that the application stands on."""

import msgspec

from musicsim.domain.model import health as domain


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
