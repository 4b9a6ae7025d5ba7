"""What every lease promises."""

import pytest

from musicsim.ports.lease import Lease


class LeaseContract:
    """Subclasses supply the fixtures `lease` and `rival`, which stand for two processes that compete."""

    async def test_nobody_else_holds_what_one_holds(self, lease: Lease, rival: Lease):
        async with lease.hold("scan") as mine:
            assert mine is True
            async with rival.hold("scan") as theirs:
                assert theirs is False
            async with rival.hold("scan") as again:
                assert again is False

    async def test_it_is_free_after_leaving(self, lease: Lease, rival: Lease):
        for holder in (lease, rival, lease):
            async with holder.hold("scan") as held:
                assert held is True

    async def test_it_is_free_after_an_error(self, lease: Lease, rival: Lease):
        with pytest.raises(ZeroDivisionError):
            async with lease.hold("scan"):
                raise ZeroDivisionError
        async with rival.hold("scan") as held:
            assert held is True

    async def test_holding_twice_counts_as_somebody_else(self, lease: Lease, rival: Lease):
        async with lease.hold("scan") as first, lease.hold("scan") as second:
            assert (first, second) == (True, False)
        async with lease.hold("scan"):
            async with lease.hold("scan"):
                pass
            async with rival.hold("scan") as theirs:  # leaving the second did not let go of the first
                assert theirs is False

    async def test_other_names_are_free(self, lease: Lease, rival: Lease):
        async with lease.hold("scan") as one, rival.hold("analysis") as other, lease.hold("a.b-c_d") as third:
            assert (one, other, third) == (True, True, True)
