"""What every keeper of derived things promises."""

from dataclasses import replace

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.derived import Making
from musicsim.ports.derived import Derived
from tests.support.samples import DAY

FIRST = Making(version="01A", basis=1, made_at=DAY)
SECOND = replace(FIRST, version="01B", basis=3_000_000_000)
EVERY_BYTE = bytes(range(256)) * 5000


class DerivedContract:
    """Subclasses supply the fixtures `derived`, which keeps nothing, and `broken`, whose store does not answer."""

    async def test_what_was_never_kept_is_not_there(self, derived: Derived):
        assert await derived.making("scale@1") is None
        assert await derived.get("scale@1") is None
        await derived.drop("scale@1")

    async def test_what_is_kept_comes_back(self, derived: Derived):
        await derived.put("scale@1", FIRST, EVERY_BYTE)
        await derived.put("other@1", SECOND, b"")
        assert await derived.get("scale@1") == (FIRST, EVERY_BYTE)
        assert await derived.get("other@1") == (SECOND, b"")
        assert await derived.making("scale@1") == FIRST

    async def test_a_later_making_takes_the_place(self, derived: Derived):
        await derived.put("scale@1", FIRST, b"one")
        await derived.put("scale@1", SECOND, b"two")
        assert await derived.get("scale@1") == (SECOND, b"two")

    async def test_what_is_dropped_is_gone(self, derived: Derived):
        await derived.put("scale@1", FIRST, b"one")
        await derived.put("other@1", FIRST, b"other")
        await derived.drop("scale@1")
        assert await derived.get("scale@1") is None
        assert await derived.get("other@1") == (FIRST, b"other")

    @pytest.mark.parametrize("method", ["making", "get", "put", "drop"])
    async def test_a_store_that_does_not_answer_is_unavailable(self, broken: Derived, method: str):
        more = (FIRST, b"") if method == "put" else ()
        with pytest.raises(Unavailable):
            await getattr(broken, method)("scale@1", *more)
