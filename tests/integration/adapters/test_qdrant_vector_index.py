"""The vector index in Qdrant's engine keeps the promises."""

import subprocess
import sys
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musicsim.adapters.qdrant.vector_index import QdrantVectorIndex
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.vectors import VectorEntry
from tests.contracts.vector_index_contract import PersistentVectorIndexContract
from tests.contracts.vector_outage_contract import CALLS
from tests.support.reopening import reopening
from tests.support.vector_writer import ROOT, check_kills
from tests.support.vectors import ATTRIBUTES, FILTERS, FLAT, at

pytest.importorskip("qdrant_edge")

HOLDER = """
import asyncio, pathlib, sys
from musicsim.adapters.qdrant.vector_index import QdrantVectorIndex
from musicsim.domain.model.vectors import VectorEntry
from tests.support.vectors import FLAT, at

async def hold():
    index = QdrantVectorIndex(pathlib.Path(sys.argv[1]))
    await index.upsert(FLAT, [VectorEntry("held", at(5))])
    print("held", flush=True)
    sys.stdin.read()

asyncio.run(hold())
"""


@contextmanager
def held(folder):
    """Another process has the index open."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield
        process.kill()


class TestQdrantVectorIndex(PersistentVectorIndexContract):
    @pytest.fixture
    async def reopen(self, tmp_path):
        async with reopening(lambda: QdrantVectorIndex(tmp_path / "new folder" / "vectors")) as reopen:
            yield reopen

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(attributes=st.lists(ATTRIBUTES, min_size=6, max_size=8), wheres=st.lists(FILTERS, min_size=6, max_size=8))
    async def test_filters_as_the_reference_does(self, index, attributes, wheres):
        """Fewer and larger examples: making a space takes long."""
        await self.check_filters(index, attributes, wheres)


@pytest.mark.slow
async def test_a_kill_at_any_moment_loses_nothing(tmp_path):
    await check_kills("qdrant", tmp_path / "index", rounds=2, most=25)


async def test_what_another_process_holds_is_unavailable_until_it_ends(tmp_path):
    with held(tmp_path):
        index = QdrantVectorIndex(tmp_path)
        for name, call in CALLS.items():
            with pytest.raises(Unavailable, match="another process") as caught:
                await call(index)
            assert caught.value.service == "vector index", name
    assert [entry.id for entry in await index.page(FLAT, 5)] == ["held"]
    await index.upsert(FLAT, [VectorEntry("a", at(0))])
    assert await index.count(FLAT) == 2
    await index.close()


async def test_a_space_that_was_half_made_is_made_good(tmp_path):
    index = QdrantVectorIndex(tmp_path)
    await index.upsert(FLAT, [VectorEntry("a", at(0))])
    await index.close()
    (tmp_path / "half").mkdir()
    (tmp_path / "catalogue.new" / "wal").mkdir(parents=True)
    index = QdrantVectorIndex(tmp_path)
    assert await index.count(FLAT) == 1
    await index.close()
    assert len(list(tmp_path.iterdir())) == 2


async def test_damaged_files_are_unavailable(tmp_path):
    index = QdrantVectorIndex(tmp_path)
    await index.upsert(FLAT, [VectorEntry("a", at(0))])
    await index.close()
    [space] = [path for path in tmp_path.iterdir() if path.name != "catalogue"]
    (space / "edge_config.json").write_text("{")
    index = QdrantVectorIndex(tmp_path)
    with pytest.raises(Unavailable, match="remove that folder"):
        await index.count(FLAT)
    await index.close()


async def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    index = QdrantVectorIndex(tmp_path / "file" / "index")
    with pytest.raises(Unavailable, match="Not a directory"):
        await index.count(FLAT)
    await index.close()


def test_without_its_package_it_says_what_to_install(tmp_path):
    program = """
import asyncio, pathlib, sys
sys.modules["qdrant_edge"] = None
from musicsim.adapters.qdrant.vector_index import QdrantVectorIndex
asyncio.run(QdrantVectorIndex(pathlib.Path(sys.argv[1])).spaces())
"""
    said = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert said.stderr.strip().endswith("Unavailable: Qdrant needs a further package: pip install 'musicsim[qdrant]'.")


async def test_a_space_whose_points_were_arranged_otherwise_is_made_anew(tmp_path):
    """As an index of before says nothing of arrangements."""
    index = QdrantVectorIndex(tmp_path)
    await index.upsert(FLAT, [VectorEntry("a", at(0))])
    await index.switch("library", FLAT)
    await index.close()
    qdrant_edge = pytest.importorskip("qdrant_edge")
    catalogue = qdrant_edge.EdgeShard.load(str(tmp_path / "catalogue"))
    for point in catalogue.scroll(qdrant_edge.ScrollRequest(limit=9, with_payload=True))[0]:
        words = {name: value for name, value in (point.payload or {}).items() if name != "layout"}
        changed = qdrant_edge.Point(point.id, [1.0], words)
        catalogue.update(qdrant_edge.UpdateOperation.upsert_points([changed]))
    catalogue.flush()
    catalogue.close()
    index = QdrantVectorIndex(tmp_path)
    assert (await index.count(FLAT), await index.spaces()) == (0, [])
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue"]
    await index.upsert(FLAT, [VectorEntry("b", at(0))])
    assert (await index.count(FLAT), await index.answering("library")) == (1, FLAT)
    await index.close()
