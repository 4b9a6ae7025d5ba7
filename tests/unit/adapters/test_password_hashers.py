"""Passwords, hashed in memory and by argon2id."""

import threading
from collections.abc import Iterator

import pytest

from musicsim.adapters.argon2.password_hasher import Argon2PasswordHasher
from musicsim.adapters.memory.password_hasher import MemoryPasswordHasher
from musicsim.domain.errors import Unavailable
from musicsim.ports.password_hasher import PasswordHasher
from tests.contracts.password_hasher_contract import PasswordHasherContract

CHEAP = {"memory_kib": 8, "passes": 1}


class TestMemoryPasswordHasher(PasswordHasherContract):
    @pytest.fixture
    def hasher(self) -> PasswordHasher:
        return MemoryPasswordHasher()


class TestArgon2PasswordHasher(PasswordHasherContract):
    @pytest.fixture
    def hasher(self) -> Iterator[PasswordHasher]:
        one = Argon2PasswordHasher(**CHEAP)
        yield one
        one.close()


@pytest.fixture
def narrow() -> Iterator[Argon2PasswordHasher]:
    one = Argon2PasswordHasher(**CHEAP, waiting=2)
    yield one
    one.close()


async def test_by_itself_it_takes_the_trouble_that_owasp_asks_for():
    one = Argon2PasswordHasher()
    assert (await one.hash("same")).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    one.close()


async def test_hashes_of_other_trouble_are_outdated(narrow: Argon2PasswordHasher):
    stronger = Argon2PasswordHasher(memory_kib=16, passes=1)
    hashed = await narrow.hash("same")
    assert stronger.is_outdated(hashed)
    assert await stronger.verify("same", hashed)
    stronger.close()


async def test_those_who_would_wait_too_long_are_told(narrow: Argon2PasswordHasher):
    full = Argon2PasswordHasher(**CHEAP, waiting=0)
    with pytest.raises(Unavailable, match="Too many people sign in"):
        await full.verify("same", None)
    for _ in range(5):  # one after the other there is always room
        assert await narrow.hash("same")


async def test_it_works_in_threads_of_its_own(narrow: Argon2PasswordHasher):
    await narrow.hash("same")
    assert any(thread.name.startswith("argon2") for thread in threading.enumerate())
