"""Qdrant's graphs are built beside a library that goes on answering and being written to."""

import logging

import numpy as np
import pytest

from musicsim.adapters.qdrant.tuning import Tuning
from musicsim.adapters.qdrant.vector_index import QdrantVectorIndex
from musicsim.domain.model.span import Span
from musicsim.domain.model.vectors import Attributes, Filter, Space, VectorEntry
from tests.support.vectors import WIDE, crowd, entries_of, places, recall

pytest.importorskip("qdrant_edge")

MANY = 2_000
SMALL = Tuning(exact=2**20, delay=0.0)
"""A graph from about 1,240 wide vectors on."""


@pytest.fixture
async def index(tmp_path):
    index = QdrantVectorIndex(tmp_path / "index", SMALL)
    yield index
    await index.close()


def folders(tmp_path):
    return sorted(path.name for path in (tmp_path / "index").iterdir())


def graphed(index, space=WIDE):
    return index._store.find(space)._shard.info().indexed_vectors_count


async def test_answers_by_a_graph_are_as_good(index, tmp_path):
    vectors, years = crowd(MANY), np.arange(MANY) % 100
    await index.upsert(WIDE, entries_of(vectors, [Attributes(year=int(year)) for year in years]))
    await index.settle()
    assert graphed(index) == MANY
    assert len(folders(tmp_path)) == 2
    assert await places(index, WIDE, 2_000) == sorted((f"e{number}", 0) for number in range(MANY))
    for where, admitted in (
        (Filter(), years >= 0),
        (Filter(year=Span(7, 7)), years == 7),
        (Filter(year=Span(high=70)), years <= 70),
    ):
        answers = [(query, await index.nearest(WIDE, query, 10, where)) for query in crowd(20, seed=6)]
        shares = [recall([one.id for one in found], vectors, query, admitted) for query, found in answers]
        assert np.mean(shares) >= 0.95


async def test_what_is_written_while_a_graph_is_built_is_kept(index, tmp_path):
    vectors = crowd(MANY)
    entries = entries_of(vectors)
    await index.upsert(WIDE, entries[:1_400])
    await index.upsert(WIDE, entries[1_400:])
    await index.upsert(WIDE, [VectorEntry("e1", vectors[2]), VectorEntry("e1", vectors[3], part=4)])
    await index.delete(WIDE, ["e5", f"e{MANY - 1}"])
    assert await index.count(WIDE) == MANY - 1
    assert [one.id for one in await index.nearest(WIDE, vectors[9], 1)] == ["e9"]
    await index.settle()
    assert graphed(index) > 0
    for _ in range(2):
        assert await index.count(WIDE) == MANY - 1
        assert [(one.id, one.part) for one in await index.nearest(WIDE, vectors[3], 2)] == [("e1", 4), ("e3", 0)]
        assert await index.vectors(WIDE, ["e5", f"e{MANY - 1}"]) == {}
        assert len(await places(index, WIDE, 2_000)) == MANY - 1
        await index.close()
        index._store = None


async def test_as_many_as_there_are_in_spite_of_islands(index):
    """Vectors that are all alike are no graph to walk in."""
    vector = crowd(1)[0]
    await index.upsert(WIDE, [VectorEntry(f"t{number:04}", vector) for number in range(1_400)])
    await index.settle()
    assert graphed(index) == 1_400
    assert len(await index.nearest(WIDE, crowd(2)[1], 1_390)) == 1_390


async def test_closing_gives_up_a_graph_and_loses_nothing(index, tmp_path):
    await index.upsert(WIDE, entries_of(crowd(MANY)))
    await index.close()
    assert len(folders(tmp_path)) == 2
    index._store = None
    assert await index.count(WIDE) == MANY
    assert graphed(index) == 0
    await index.settle()  # opened, it is begun again
    assert graphed(index) == MANY


async def test_a_space_that_is_dropped_meanwhile_stays_dropped(index, tmp_path):
    other = Space("other@1", WIDE.dimension)
    await index.create(other)
    await index.upsert(WIDE, entries_of(crowd(1_400)))
    await index.drop(WIDE)
    await index.settle()
    assert await index.spaces() == [other]
    assert len(folders(tmp_path)) == 2


async def test_a_graph_that_cannot_be_built_is_done_without(index, tmp_path, caplog):
    caplog.set_level(logging.WARNING)
    await index.create(WIDE)
    [space] = [path for path in (tmp_path / "index").iterdir() if path.name != "catalogue"]
    (space / "edge_config.json").write_text("{")
    await index.upsert(WIDE, entries_of(crowd(1_400)))
    await index.settle()
    assert "could not build a graph" in caplog.text
    assert graphed(index) == 0
    assert await index.count(WIDE) == 1_400
    assert len(folders(tmp_path)) == 2
