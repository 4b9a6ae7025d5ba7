"""Scans."""

from datetime import datetime
from typing import Any

import msgspec

from musicsim.domain.model import scan as domain
from musicsim.domain.model.audio import Unlisted
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.scan import ScanStatus
from musicsim.domain.use_cases.scan_library import ScanOptions


class Scan(msgspec.Struct, frozen=True, kw_only=True):
    """One walk through the library: `listed` files were seen, `read` of `to_read` that differ are done."""

    id: str
    status: ScanStatus
    started_at: datetime
    finished_at: datetime | None
    listed: int
    to_read: int
    read: int
    added: int
    changed: int
    moved: int
    restored: int
    missing: int
    problem_count: int
    error: str

    @classmethod
    def of(cls, scan: domain.Scan) -> "Scan":
        return cls(**fields_of(scan))


class Scans(msgspec.Struct, frozen=True):
    """The last scans, the newest first."""

    items: list[Scan]


class ScanProblem(msgspec.Struct, frozen=True):
    """A file or, with a trailing "/", a whole folder that could not be listed."""

    path: str
    reason: FailureReason
    detail: str

    @classmethod
    def of(cls, problem: Unlisted) -> "ScanProblem":
        return cls(problem.key, problem.failure.reason, problem.failure.detail)


class ScanDetails(Scan, frozen=True, kw_only=True):
    """A scan with the first things that it could not list; `problem_count` counts all."""

    problems: list[ScanProblem]

    @classmethod
    def of_scan(cls, scan: domain.Scan) -> "ScanDetails":
        return cls(**fields_of(scan), problems=[ScanProblem.of(one) for one in scan.problems])


class ScanRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`accept_empty` believes a library without a single file; `retry_failed` listens to failed tracks again."""

    accept_empty: bool = False
    retry_failed: bool = False

    @property
    def options(self) -> ScanOptions:
        return ScanOptions(accept_empty=self.accept_empty, retry_failed=self.retry_failed)


def fields_of(scan: domain.Scan) -> dict[str, Any]:
    """What `Scan` shows of a scan, by field."""
    return {name: getattr(scan, name) for name in Scan.__struct_fields__}
