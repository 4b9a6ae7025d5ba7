"""What everything promises that hashes passwords."""

import asyncio

import pytest

from musicsim.ports.password_hasher import PasswordHasher


class PasswordHasherContract:
    """Subclasses supply the fixture `hasher`."""

    @pytest.mark.parametrize("password", ["correct horse", "ñandú 🐎", "", "a\0b", "\udcff", "x" * 1000])
    async def test_a_hash_knows_its_password_and_no_other(self, hasher: PasswordHasher, password: str):
        hashed = await hasher.hash(password)
        assert await hasher.verify(password, hashed)
        assert not await hasher.verify(password + "\0", hashed)
        assert not await hasher.verify("another", hashed)

    async def test_every_hash_is_another(self, hasher: PasswordHasher):
        assert len({await hasher.hash("same") for _ in range(3)}) == 3

    @pytest.mark.parametrize("hashed", [None, "", "nonsense", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$"])
    async def test_what_is_no_hash_knows_nothing(self, hasher: PasswordHasher, hashed: str | None):
        assert not await hasher.verify("", hashed)
        assert hashed is None or hasher.is_outdated(hashed)

    async def test_fresh_hashes_are_not_outdated(self, hasher: PasswordHasher):
        assert not hasher.is_outdated(await hasher.hash("same"))

    async def test_many_at_once(self, hasher: PasswordHasher):
        hashed = await hasher.hash("same")
        assert all(await asyncio.gather(*(hasher.verify("same", hashed) for _ in range(20))))
