"""What every vector index promises of spaces and of the aliases that lead to them."""

from abc import ABC, abstractmethod

import anyio
import numpy as np
import pytest

from musicsim.domain.errors import Conflict, Invalid, NotFound
from musicsim.domain.model.vectors import LIBRARY, Space, VectorEntry
from musicsim.ports.vector_index import VectorIndex
from tests.support.vectors import FLAT, at

OLD, NEW = Space("plane@2", 2), Space("plane@3", 2)


class VectorSpacesContract(ABC):
    switches = 20
    """How often a test lets an alias change its mind."""

    @pytest.fixture
    @abstractmethod
    async def index(self) -> VectorIndex:
        """A new, empty index; the fixture closes it."""

    @pytest.fixture
    async def reader(self, index: VectorIndex) -> VectorIndex:
        """The same store as another process sees it, where it can be seen from several; the fixture closes it."""
        return index

    async def test_a_made_space_is_empty_and_there(self, index):
        assert await index.spaces() == []
        await index.create(FLAT)
        await index.create(FLAT)
        assert await index.spaces() == [FLAT]
        assert await index.count(FLAT) == 0
        assert await index.nearest(FLAT, at(0), 5) == []
        assert await index.page(FLAT, 5) == []
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
        await index.create(FLAT)
        assert await index.count(FLAT) == 1

    async def test_a_space_keeps_its_dimension(self, index):
        await index.create(FLAT)
        solid = Space(FLAT.name, 3)
        with pytest.raises(Invalid):
            await index.create(solid)
        with pytest.raises(Invalid):
            await index.upsert(solid, [VectorEntry("a", np.ones(3, np.float32))])
        with pytest.raises(Invalid):
            await index.switch(LIBRARY, solid)
        assert await index.spaces() == [FLAT]
        assert await index.aliases() == {}

    async def test_spaces_are_listed_by_name_however_they_began(self, index):
        spaces = [Space(name, 2 + number) for number, name in enumerate(("MODEL/é.x ", "a", "b@1", "ü_2d_"))]
        for space in reversed(spaces[:2]):
            await index.create(space)
        for space in reversed(spaces[2:]):
            await index.upsert(space, [VectorEntry("a", np.ones(space.dimension, np.float32))])
        assert await index.spaces() == spaces
        await index.drop(spaces[1])
        await index.delete(spaces[2], ["a"])
        assert await index.spaces() == [spaces[0], *spaces[2:]]

    async def test_dropping_takes_away_everything_and_passes_over_what_is_not_there(self, index):
        await index.drop(FLAT)
        await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("a", at(1), part=1)])
        await index.drop(FLAT)
        assert await index.spaces() == []
        assert await index.count(FLAT) == 0
        await index.drop(FLAT)
        await index.create(FLAT)
        assert await index.page(FLAT, 5) == []

    async def test_an_alias_leads_where_it_was_last_switched_to(self, index, reader):
        assert await index.answering(LIBRARY) is None
        assert await index.aliases() == {}
        await index.create(OLD)
        await index.create(NEW)
        for space in (OLD, NEW, NEW, OLD):
            await index.switch(LIBRARY, space)
            assert [await one.answering(LIBRARY) for one in (index, reader)] == [space, space]
        await index.switch("other", NEW)
        for one in (index, reader):
            assert await one.aliases() == {LIBRARY: OLD, "other": NEW}
            assert await one.answering("unheard of") is None

    async def test_an_alias_is_no_space_even_if_it_has_the_name_of_one(self, index):
        await index.create(OLD)
        await index.create(FLAT)
        await index.switch(FLAT.name, OLD)
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
        assert await index.aliases() == {FLAT.name: OLD}
        assert await index.spaces() == sorted([FLAT, OLD], key=lambda space: space.name)
        assert [await index.count(space) for space in (FLAT, OLD)] == [1, 0]
        await index.drop(FLAT)
        assert await index.answering(FLAT.name) == OLD

    async def test_an_alias_cannot_lead_nowhere(self, index):
        with pytest.raises(NotFound):
            await index.switch(LIBRARY, FLAT)
        await index.create(OLD)
        await index.switch(LIBRARY, OLD)
        with pytest.raises(NotFound):
            await index.switch(LIBRARY, NEW)
        assert await index.answering(LIBRARY) == OLD

    async def test_what_answers_is_not_dropped(self, index):
        await index.create(OLD)
        await index.upsert(NEW, [VectorEntry("a", at(0))])
        await index.switch(LIBRARY, OLD)
        with pytest.raises(Conflict):
            await index.drop(OLD)
        await index.switch(LIBRARY, NEW)
        await index.drop(OLD)
        with pytest.raises(Conflict):
            await index.drop(NEW)
        assert await index.spaces() == [NEW]
        assert await index.count(NEW) == 1

    async def test_a_new_space_takes_over_at_once_while_others_ask(self, index, reader):
        """Every answer is wholly from one space, and once `switch` has returned, from the new one."""
        for space in (OLD, NEW):
            await index.upsert(space, [VectorEntry(f"{space.name} {number}", at(number)) for number in range(5)])
        await index.switch(LIBRARY, OLD)
        tell, hear = anyio.create_memory_object_stream[None](1)

        async def ask(asked: VectorIndex) -> None:
            while True:
                space = await asked.answering(LIBRARY)
                assert space is not None
                found = await asked.nearest(space, at(0), 5)
                assert [one.id for one in found] == [f"{space.name} {number}" for number in range(5)]
                await tell.send(None)

        async with tell, hear, anyio.create_task_group() as tasks:
            for asked in (index, reader, reader):
                tasks.start_soon(ask, asked)
            for turn in range(self.switches):
                space = (NEW, OLD)[turn % 2]
                await index.switch(LIBRARY, space)
                assert [await one.answering(LIBRARY) for one in (index, reader)] == [space, space]
                for _ in range(3):
                    await hear.receive()
            tasks.cancel_scope.cancel()
