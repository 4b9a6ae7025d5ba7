"""Leases hold between hosts, and only as long as their holder's session lives."""

import asyncio
from contextlib import AbstractAsyncContextManager

import pytest

from musicsim.adapters.sqlalchemy.lease import SqlLease
from musicsim.domain.errors import Unavailable
from tests.contracts.lease_contract import LeaseContract
from tests.support.lease_holder import held_elsewhere
from tests.support.servers.postgres import Postgres

SOON = 10.0  # seconds


@pytest.fixture(scope="module")
def address(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.fixture
def lease(address: str) -> SqlLease:
    return SqlLease(address, beat=0.05)


@pytest.fixture
def hasty(address: str) -> SqlLease:
    """One that does not wait long for a server that hangs, but would for a statement."""
    return SqlLease(address, patience=15.0, beat=0.05, answer_within=0.5)


class TestSqlLease(LeaseContract):
    @pytest.fixture
    def lease(self, address: str) -> SqlLease:
        return SqlLease(address)

    @pytest.fixture
    def rival(self, address: str) -> SqlLease:
        return SqlLease(address)


async def until_cancelled(holding: AbstractAsyncContextManager[bool], entered: asyncio.Event) -> None:
    async with holding as held:
        assert held
        entered.set()
        await asyncio.Event().wait()


async def entered_by(lease: SqlLease, name: str) -> asyncio.Task[None]:
    """A task that holds the lease until it loses it."""
    entered = asyncio.Event()
    task = asyncio.create_task(until_cancelled(lease.hold(name), entered))
    async with asyncio.timeout(SOON):
        await entered.wait()
    return task


async def free_again(lease: SqlLease, name: str) -> None:
    async with asyncio.timeout(SOON):
        while True:
            async with lease.hold(name) as held:
                if held:
                    return
            await asyncio.sleep(0.02)


async def test_another_process_keeps_us_out_until_it_is_killed(lease: SqlLease, address: str):
    with held_elsewhere(address, "scan") as (process, got_it):
        assert got_it
        async with lease.hold("scan") as held:
            assert not held
        async with lease.hold("work") as held:
            assert held
        process.kill()  # SIGKILL: nothing of its own can run any more
        process.wait()
        await free_again(lease, "scan")


async def test_we_keep_another_process_out(lease: SqlLease, address: str):
    async with lease.hold("scan") as held:
        assert held
        with held_elsewhere(address, "scan") as (_, got_it):
            assert not got_it


async def test_the_holder_is_cancelled_when_the_server_stops(lease: SqlLease, postgres: Postgres):
    holder = await entered_by(lease, "scan")
    try:
        postgres.stop()
        async with asyncio.timeout(SOON):
            with pytest.raises(Unavailable, match="that held a lease") as raised:
                await holder
        assert raised.value.service == "database"
        with pytest.raises(Unavailable, match="can't be reached"):
            async with lease.hold("scan"):
                pass
    finally:
        postgres.start()
    async with lease.hold("scan") as held:
        assert held


async def test_the_holder_is_cancelled_when_its_session_is_ended(lease: SqlLease, postgres: Postgres):
    holder = await entered_by(lease, "scan")
    postgres.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    async with asyncio.timeout(SOON):
        with pytest.raises(Unavailable):
            await holder
    await free_again(lease, "scan")


async def test_the_holder_is_cancelled_when_the_server_hangs(hasty: SqlLease, postgres: Postgres):
    holder = await entered_by(hasty, "scan")
    with postgres.frozen():
        async with asyncio.timeout(SOON):
            with pytest.raises(Unavailable):
                await holder


async def test_a_holder_that_is_cancelled_while_the_server_hangs_leaves_soon(hasty: SqlLease, postgres: Postgres):
    holder = await entered_by(hasty, "scan")
    with postgres.frozen():
        holder.cancel()
        async with asyncio.timeout(SOON):
            await asyncio.wait({holder})
    assert holder.cancelled()


async def test_a_holder_that_is_cancelled_twice_leaves_nobody_behind(address: str, postgres: Postgres):
    before = asyncio.all_tasks()
    holder = await entered_by(SqlLease(address, patience=15.0, beat=0.05, answer_within=5.0), "scan")
    with postgres.frozen():
        await asyncio.sleep(0.2)  # until the session is being looked at
        for _ in range(2):
            holder.cancel()
            await asyncio.sleep(0.1)
        async with asyncio.timeout(SOON):
            await asyncio.wait({holder})
    assert holder.cancelled()
    assert asyncio.all_tasks() == before


async def test_a_holder_that_leaves_at_that_moment_hears_nothing_else(lease: SqlLease, postgres: Postgres):
    async def fail() -> None:
        async with lease.hold("scan"):
            postgres.stop()
            raise ZeroDivisionError

    try:
        with pytest.raises(ZeroDivisionError):
            await fail()
    finally:
        postgres.start()


async def test_a_time_limit_of_the_holder_is_its_own(lease: SqlLease):
    with pytest.raises(TimeoutError):
        async with lease.hold("scan"), asyncio.timeout(0.1):
            await asyncio.Event().wait()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1), lease.hold("scan"):
            await asyncio.Event().wait()
    async with lease.hold("scan") as held:
        assert held


async def test_a_holder_that_is_cancelled_lets_go(lease: SqlLease):
    holder = await entered_by(lease, "scan")
    holder.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holder
    async with lease.hold("scan") as held:
        assert held


async def test_nobody_else_gets_it_while_it_is_looked_after(lease: SqlLease, address: str):
    async with lease.hold("scan") as held:
        assert held
        for _ in range(10):
            async with SqlLease(address).hold("scan") as theirs:
                assert not theirs


async def test_another_database_has_leases_of_its_own(lease: SqlLease, postgres: Postgres):
    async with lease.hold("scan") as one, SqlLease(postgres.new_database()).hold("scan") as other:
        assert (one, other) == (True, True)
