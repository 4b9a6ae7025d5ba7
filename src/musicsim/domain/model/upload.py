"""Bringing a folder's audio into the library's store."""

from dataclasses import dataclass

from musicsim.domain.model.audio import Unlisted


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """How far it has come: of `total` files (None: still being listed) `done` are.

    `sent` were copied, `sent_bytes` in all; `there` were in the store already, `different` have other content there
    and stayed as they are there, `failed` could not be read here.
    """

    total: int | None = None
    sent: int = 0
    sent_bytes: int = 0
    there: int = 0
    different: tuple[str, ...] = ()
    failed: tuple[Unlisted, ...] = ()

    @property
    def done(self) -> int:
        return self.sent + self.there + len(self.different) + len(self.failed)
