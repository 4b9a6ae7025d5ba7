"""The vector index on a real Milvus server keeps the promises."""

from contextlib import ExitStack

import anyio
import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from musicsim.adapters.milvus.rows import ID, NUMBERS, SETS, VECTOR, collection_name
from musicsim.adapters.milvus.vector_index import MilvusVectorIndex
from musicsim.bootstrap import open_vector_index
from musicsim.config import Settings
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.vectors import LIBRARY, Space, VectorEntry
from tests.contracts.vector_index_contract import PersistentVectorIndexContract
from tests.contracts.vector_outage_contract import CALLS, Outage, VectorOutageContract
from tests.contracts.vector_spaces_contract import NEW, OLD
from tests.support.milvus import PATIENCE, WITH_MILVUS, clear, leave_half_a_space, run
from tests.support.reopening import reopening
from tests.support.servers.milvus import GUARDED, PATIENT, Milvus
from tests.support.vectors import ATTRIBUTES, FILTERS, FLAT, WIDE, at, crowd, entries_of

pytestmark = WITH_MILVUS

SPACES = (FLAT, WIDE, OLD, NEW)
KEPT = {
    "test_a_made_space_is_empty_and_there": (),
    "test_a_space_keeps_its_dimension": (FLAT,),
    "test_spaces_are_listed_by_name_however_they_began": (),
    "test_dropping_takes_away_everything_and_passes_over_what_is_not_there": (),
    "test_an_alias_is_no_space_even_if_it_has_the_name_of_one": (FLAT, OLD),
    "test_an_alias_cannot_lead_nowhere": (OLD,),
    "test_what_answers_is_not_dropped": (OLD, NEW),
    "test_keeps_parts_spaces_and_aliases": (FLAT, WIDE),
}
"""Which spaces may be there already, without entries, when a test begins that lists them or needs one not to be."""


@pytest.fixture
async def server(request: pytest.FixtureRequest, milvus: Milvus) -> Milvus:
    """Without any entries. Spaces from before are used again: making one takes long."""
    kept = KEPT.get(request.function.__name__, SPACES)
    await run(milvus.uri, lambda client: clear(client, kept))
    return milvus


@pytest.mark.slow
class TestMilvusServer(PersistentVectorIndexContract):
    switches = 6

    @pytest.fixture
    async def reopen(self, server):
        async with reopening(lambda: MilvusVectorIndex(server.uri, timeout=PATIENCE)) as reopen:
            yield reopen

    @pytest.fixture
    async def index(self, reopen):
        return await reopen()

    @pytest.fixture
    async def reader(self, server):
        index = MilvusVectorIndex(server.uri, timeout=PATIENCE)
        yield index
        await index.close()

    @effort(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        attributes=st.lists(ATTRIBUTES, min_size=30, max_size=30), wheres=st.lists(FILTERS, min_size=20, max_size=20)
    )
    async def test_filters_as_the_reference_does(self, index, attributes, wheres):
        """Fewer and larger examples: each writes, and waits until that shows."""
        await self.check_filters(index, attributes, wheres)


@pytest.fixture(scope="class")
def patient(milvus):
    """Asks for the other one, to be skipped where that is."""
    with Milvus(PATIENT) as server:
        yield server


@pytest.mark.slow
class TestMilvusServerThatHangs(VectorOutageContract):
    @pytest.fixture
    async def outage(self, patient):
        stack = ExitStack()

        async def stop():
            stack.enter_context(patient.frozen())

        async def start():
            stack.close()

        await run(patient.uri, clear)
        index = MilvusVectorIndex(patient.uri, timeout=0.8)
        with stack:
            yield Outage(index, stop, start)
        await index.close()


@pytest.mark.slow
async def test_a_server_that_ended_and_came_back_answers_again_with_what_it_had(server):
    index = MilvusVectorIndex(server.uri, timeout=PATIENCE)
    await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("b", at(90))])
    await index.switch(LIBRARY, FLAT)
    server.stop()
    try:
        for call in CALLS.values():
            with anyio.fail_after(5), pytest.raises(Unavailable, match="127"):
                await call(index)
    finally:
        server.start()
    assert [one.id for one in await index.nearest(FLAT, at(1), 5)] == ["a", "b"]
    assert await index.answering(LIBRARY) == FLAT
    await index.upsert(FLAT, [VectorEntry("c", at(45))])
    assert await index.count(FLAT) == 3
    await index.close()


@pytest.mark.slow
async def test_a_creation_that_was_cut_short_is_made_good(server):
    await run(server.uri, clear)
    await run(server.uri, leave_half_a_space)
    index = MilvusVectorIndex(server.uri, timeout=PATIENCE)
    assert await index.count(FLAT) == 0
    await index.upsert(FLAT, [VectorEntry("a", at(0))])
    assert [one.id for one in await index.nearest(FLAT, at(1), 5)] == ["a"]
    await index.close()
    made = await run(server.uri, lambda client: client.list_indexes(collection_name(FLAT.name)))
    assert set(made) - set(SETS) == {VECTOR, ID, "key", "folder", *NUMBERS}  # of sets not every server makes one


@pytest.mark.slow
async def test_another_process_may_drop_a_space_and_make_it_anew(server):
    solid = Space(FLAT.name, 3)
    one, other = MilvusVectorIndex(server.uri, timeout=PATIENCE), MilvusVectorIndex(server.uri, timeout=PATIENCE)
    await one.upsert(FLAT, [VectorEntry("a", at(0))])
    assert await other.count(FLAT) == 1
    await one.drop(FLAT)
    assert await other.nearest(FLAT, at(0), 5) == []
    await one.create(solid)
    with pytest.raises(Invalid):
        await other.nearest(FLAT, at(0), 5)
    await other.upsert(solid, [VectorEntry("b", np.ones(3, np.float32))])
    assert await one.count(solid) == 1
    await one.close()
    await other.close()


@pytest.mark.slow
async def test_a_large_space_is_put_away_when_it_takes_over(server):
    """What lies in files gets its graph; until then it is searched as it is."""
    index = MilvusVectorIndex(server.uri, timeout=PATIENCE)
    vectors = crowd(10_000)
    await index.upsert(WIDE, entries_of(vectors))
    await index.switch(LIBRARY, WIDE)
    told = await run(server.uri, lambda client: client.describe_index(collection_name(WIDE.name), VECTOR))
    assert told["total_rows"] >= len(vectors)
    assert (await index.nearest(WIDE, vectors[7], 1))[0].id == "e7"
    await index.close()


@pytest.mark.slow
async def test_a_server_with_accounts_asks_for_the_token(milvus):
    with Milvus(GUARDED, token="root:Milvus") as server:
        for wrong in ("", "root:guessed"):
            stranger = MilvusVectorIndex(server.uri, wrong, PATIENCE)
            with pytest.raises(Unavailable, match="auth"):
                await stranger.spaces()
            await stranger.close()
        known = MilvusVectorIndex(server.uri, "root:Milvus", PATIENCE)
        assert await known.spaces() == []
        await known.close()


@pytest.mark.slow
async def test_settings_choose_it(server, tmp_path):
    settings = Settings(data=tmp_path, vector_index="milvus", milvus_uri=f"{server.uri}/default", milvus_token="a:b")
    async with open_vector_index(settings, "milvus") as index:
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
    assert collection_name(FLAT.name) in await run(server.uri, lambda client: client.list_collections())
