"""The vector index in a Milvus Lite file keeps the promises."""

import subprocess
import sys
from contextlib import contextmanager
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musicsim.adapters.milvus.calls import Calls
from musicsim.adapters.milvus.rows import VECTOR, alias_name, collection_name
from musicsim.adapters.milvus.schema import schema
from musicsim.adapters.milvus.space_collection import SpaceCollection
from musicsim.adapters.milvus.vector_index import MilvusVectorIndex
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.vectors import LIBRARY, VectorEntry
from tests.contracts.vector_index_contract import PersistentVectorIndexContract
from tests.support.milvus import PATIENCE, WITH_MILVUS, leave_half_a_space, run
from tests.support.reopening import reopening
from tests.support.vectors import ATTRIBUTES, FILTERS, FLAT, at

pytestmark = [pytest.mark.usefixtures("one_loop"), WITH_MILVUS]

HOLDER = """
import fcntl, pathlib, sys
folder = pathlib.Path(sys.argv[1])
folder.mkdir()
with (folder / "LOCK").open("w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.slow
class TestMilvusLite(PersistentVectorIndexContract):
    many = 3_000  # without a graph more of them show nothing new

    @pytest.fixture
    async def reopen(self, tmp_path):
        async with reopening(
            lambda: MilvusVectorIndex(str(tmp_path / "new folder" / "vectors.db"), timeout=PATIENCE)
        ) as reopen:
            yield reopen

    @pytest.fixture
    async def index(self, reopen):
        return await reopen()

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(attributes=st.lists(ATTRIBUTES, min_size=6, max_size=8), wheres=st.lists(FILTERS, min_size=6, max_size=8))
    async def test_filters_as_the_reference_does(self, index, attributes, wheres):
        """Fewer and larger examples: making a collection takes long."""
        await self.check_filters(index, attributes, wheres)


async def test_a_server_that_is_not_there_is_unavailable():
    index = MilvusVectorIndex("http://127.0.0.1:1")
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1:1") as caught:
        await index.count(FLAT)
    assert caught.value.service == "vector index"
    await index.close()


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("http://someone:pa55@127.0.0.1:1", "http://127.0.0.1:1 cannot"),
        ("htp://someone:pa55@127.0.0.1:1", "htp://127.0.0.1:1 is illegal"),
        ("http://someone:pa55@127.0.0.1:nineteen", "MUSICSIM_MILVUS_URI is no address"),
        ("http://someone:pa55/word@127.0.0.1:1", "MUSICSIM_MILVUS_URI is no address"),
    ],
)
async def test_an_address_that_leads_nowhere_is_told_without_its_password(uri, shown):
    index = MilvusVectorIndex(uri, timeout=0.5)
    with pytest.raises(Unavailable, match=shown) as caught:
        await index.count(FLAT)
    assert "pa55" not in str(caught.value)
    await index.close()


@contextmanager
def held(path):
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield
        process.stdin.close()


async def test_a_file_that_another_process_holds_is_unavailable(tmp_path):
    index = MilvusVectorIndex(str(tmp_path / "held.db"))
    with held(tmp_path / "held.db"), pytest.raises(Unavailable, match="another process holds"):
        await index.count(FLAT)
    await index.upsert(FLAT, [VectorEntry("a", at(0))])
    assert await index.count(FLAT) == 1
    await index.close()


@pytest.mark.slow
async def test_a_creation_that_was_cut_short_is_made_good(tmp_path):
    """Killed between the collection and its index, without which a server, unlike Lite, cannot load it."""
    path = str(tmp_path / "vectors.db")
    await run(path, partial(leave_half_a_space, embedded=True))
    index = MilvusVectorIndex(path, timeout=PATIENCE)
    assert await index.count(FLAT) == 0
    await index.upsert(FLAT, [VectorEntry("a", at(0)), VectorEntry("b", at(90))])
    assert [one.id for one in await index.nearest(FLAT, at(1), 5)] == ["a", "b"]
    await index.close()
    assert await run(path, lambda client: client.list_indexes(collection_name(FLAT.name))) == [VECTOR]


async def spaces_of_before(client: Calls) -> None:
    """What an arrangement of fields left that knew of neither moods nor folders, and the library's alias on it; beside
    them somebody else's.
    """
    named, ours = schema(FLAT.dimension, embedded=True), collection_name(FLAT.name).replace("space2", "space")
    for name in (ours, f"{ours}_later", "musicsim_spaceships"):
        await client.create_collection(name, schema=named)
    await client.create_alias(ours, alias_name(LIBRARY))


async def test_a_space_whose_fields_were_arranged_otherwise_is_none_and_goes_when_another_takes_over(tmp_path):
    path = str(tmp_path / "vectors.db")
    await run(path, spaces_of_before)
    index = MilvusVectorIndex(path, timeout=PATIENCE)
    assert (await index.spaces(), await index.answering(LIBRARY)) == ([], None)
    await index.upsert(FLAT, [VectorEntry("a", at(0))])
    await index.switch(LIBRARY, FLAT)
    assert await index.answering(LIBRARY) == FLAT
    await index.close()
    left = await run(path, lambda client: client.list_collections())
    assert set(left) == {collection_name(FLAT.name), "musicsim_spaceships"}


class Noting:
    """A client that does nothing but note how many seconds each of its methods was given."""

    def __init__(self):
        self.given = {}

    def __getattr__(self, name):
        async def call(*args, **options):
            self.given[name] = options["timeout"]
            return []

        return call


async def test_making_a_space_may_take_longer_than_an_answer():
    """An index of entries that are there already is made before that returns, and any server can be busy."""
    client = Noting()
    await SpaceCollection(Calls(client, 1.0, blocking=False), FLAT, embedded=False).create()
    making = {name: client.given[name] for name in ("create_collection", "create_index", "load_collection")}
    assert min(making.values()) >= 3.0


def test_every_space_has_its_own_valid_name():
    spaces = ["musicnn-msd@1", "musicnn-msd_1", "a_2d_b", "a-b", "é", ""]
    names = [collection_name(space) for space in spaces]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.replace("_", "").isalnum() for name in names)
