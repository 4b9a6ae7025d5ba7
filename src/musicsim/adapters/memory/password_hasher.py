"""Hashes that cost nothing, and hide nothing."""

from musicsim.ports.password_hasher import PasswordHasher


class MemoryPasswordHasher(PasswordHasher):
    """Counts what it is asked for in `hashed` and `verified`; hashes of another `version` are outdated."""

    def __init__(self, version: int = 1) -> None:
        self.version = version
        self.hashed = 0
        self.verified = 0

    async def hash(self, password: str) -> str:
        self.hashed += 1
        return f"plain{self.version}:{self.hashed}:{password}"

    async def verify(self, password: str, hashed: str | None) -> bool:
        self.verified += 1
        return hashed is not None and hashed.startswith("plain") and hashed.split(":", 2)[2] == password

    def is_outdated(self, hashed: str) -> bool:
        return not hashed.startswith(f"plain{self.version}:")
