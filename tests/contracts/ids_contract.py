"""What every maker of identities promises."""

import string
from concurrent.futures import ThreadPoolExecutor

from musicsim.ports.ids import Ids

ALLOWED = set(string.ascii_letters + string.digits)


class IdsContract:
    """Subclasses supply the fixture `ids`."""

    def test_ids_are_short_and_plain(self, ids: Ids):
        for _ in range(100):
            made = ids.new()
            assert 1 <= len(made) <= 32
            assert set(made) <= ALLOWED

    def test_no_id_comes_twice_and_they_ascend(self, ids: Ids):
        made = [ids.new() for _ in range(20_000)]
        assert len(set(made)) == len(made)
        assert made == sorted(made)

    def test_no_id_comes_twice_from_several_threads(self, ids: Ids):
        with ThreadPoolExecutor(4) as pool:
            runs = list(pool.map(lambda _: [ids.new() for _ in range(1000)], range(8)))
        assert len({each for run in runs for each in run}) == 8000
        assert all(run == sorted(run) for run in runs)
