"""What every clock promises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from musicsim.ports.clock import Clock


class ClockContract:
    """Subclasses supply the fixture `clock`."""

    def test_moments_are_in_utc(self, clock: Clock):
        assert clock.now().tzinfo is UTC
        assert clock.now().utcoffset() == timedelta(0)

    def test_it_never_goes_back(self, clock: Clock):
        moments = [clock.now() for _ in range(1000)]
        assert moments == sorted(moments)

    def test_it_never_goes_back_in_any_thread(self, clock: Clock):
        def look(_: int) -> list[datetime]:
            return [clock.now() for _ in range(200)]

        with ThreadPoolExecutor(4) as pool:
            for moments in pool.map(look, range(8)):
                assert moments == sorted(moments)
