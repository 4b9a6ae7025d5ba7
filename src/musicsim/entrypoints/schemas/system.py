"""The installation itself."""

import msgspec

from musicsim.entrypoints.schemas.finding import Finding


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A setting in effect, in words; secrets are masked. `changed`: it is not what it would be by itself."""

    name: str
    value: str
    changed: bool
    secret: bool
    meaning: str


class System(msgspec.Struct, frozen=True, kw_only=True):
    """Versions, what `musicsim doctor` finds, and the settings in effect."""

    version: str
    python: str
    findings: list[Finding]
    settings: list[Setting]
