"""Answers about health."""

from typing import Literal

import msgspec

from musicsim.entrypoints.http.problems import Problem
from musicsim.entrypoints.schemas.finding import Finding


class Alive(msgspec.Struct, frozen=True):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Ready(msgspec.Struct, frozen=True):
    """Every required part works; "degraded" while another does not."""

    findings: list[Finding]
    status: Literal["ready", "degraded"] = "ready"


class NotReady(Problem, frozen=True, kw_only=True):
    """The problem of a required part that does not work."""

    findings: list[Finding]
